/** Linear sRGB channels, each from 0 to 1 where the colour is in the gamut. */
export type LinearRgb = readonly [red: number, green: number, blue: number]

/** Converts OKLCH (lightness and chroma as fractions, hue in degrees) to linear sRGB. */
export function oklch(lightness: number, chroma: number, hue: number): LinearRgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** The hue in degrees of an sRGB colour such as `#3a7d7c`; undefined for a grey and for other text. */
export function hueOf(hex: string): number | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return undefined
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  const l = Math.cbrt(0.4122214708 * red! + 0.5363325363 * green! + 0.0514459929 * blue!)
  const m = Math.cbrt(0.2119034982 * red! + 0.6806995451 * green! + 0.1073969566 * blue!)
  const s = Math.cbrt(0.0883024619 * red! + 0.2817188376 * green! + 0.6299787005 * blue!)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  if (Math.hypot(a, b) < 0.02) return undefined
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

/** The colours of habits, as `Habit.color` stores them: hues 15, 45, … 345 degrees. */
export const habitColours: readonly string[] = [
  '#98555b',
  '#965a3f',
  '#8a642a',
  '#746e2b',
  '#557741',
  '#2f7c5f',
  '#077b7c',
  '#217692',
  '#476e9e',
  '#67649d',
  '#7f5b8f',
  '#905678',
]

/** The hue from 1 to 12 that is nearest to a habit's colour; 7, that of the accent, for none or a grey. */
export function habitHue(color: string | null): number {
  const hue = color === null ? undefined : hueOf(color)
  return hue === undefined ? 7 : (Math.round((hue - 15 + 360) / 30) % 12) + 1
}
