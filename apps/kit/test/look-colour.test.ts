import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { habitColours, habitHue, type LinearRgb, oklch } from '../look/index.js'
import { root } from './running-server.js'

type Mode = 'light' | 'dark'
type Colour = { lightness: number; chroma: number; hue: number }
const tokens = await readFile(join(root, 'apps/kit/look/tokens.css'), 'utf8')
const modes = ['light', 'dark'] as const
const hues = Array.from({ length: 12 }, (_, at) => `hue-${at + 1}`)

function token(name: string, mode: Mode, css = tokens): Colour {
  const value = new RegExp(`--${name}: (.*);`).exec(css)?.[1]
  assert.ok(value, `there is no token ${name}`)
  const colours = [...value.matchAll(/oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/g)]
  const [, lightness, chroma, hue] = colours[mode === 'light' ? 0 : colours.length - 1]!
  return { lightness: Number(lightness) / 100, chroma: Number(chroma), hue: Number(hue) }
}

const rgb = ({ lightness, chroma, hue }: Colour): LinearRgb => oklch(lightness, chroma, hue)
const luminance = (colour: Colour) => {
  const [red, green, blue] = rgb(colour).map((channel) => Math.min(1, Math.max(0, channel)))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

/** Pairs of text and ground that are below a contrast, in words. */
function tooFaint(
  pairs: [text: string, ground: string][],
  atLeast: number,
  css = tokens,
): string[] {
  return modes.flatMap((mode) =>
    pairs
      .map(([text, ground]) => ({
        name: `${text} on ${ground} (${mode})`,
        ratio: contrast(token(text, mode, css), token(ground, mode, css)),
      }))
      .filter(({ ratio }) => ratio < atLeast)
      .map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`),
  )
}

const grounds = ['paper', 'raised', 'fill']
const texts = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-quiet', 'danger', 'attention-ink'].map((text): [string, string] => [text, ground]),
  ),
  ...hues.flatMap((hue): [string, string][] => [
    ['accent-ink', hue],
    [hue, 'paper'],
    [hue, 'raised'],
  ]),
  ['accent-ink', 'accent'],
  ['accent', 'paper'],
  ['accent', 'raised'],
  ['ink', 'fill-strong'],
] as [string, string][]

describe('the colours of the look', () => {
  it('give text a contrast of 4.5 to 1, in light and dark', () => {
    assert.deepEqual(tooFaint(texts, 4.5), [])
  })

  it('give marks and control borders a contrast of 3 to 1', () => {
    assert.deepEqual(
      tooFaint(
        [
          ['mark', 'paper'],
          ['mark', 'raised'],
          ['accent', 'fill'],
        ],
        3,
      ),
      [],
    )
  })

  it('are refused where one is too faint', () => {
    const faint = tokens.replace(/--ink-quiet: .*;/, '--ink-quiet: oklch(65% 0.014 260);')
    assert.notDeepEqual(tooFaint(texts, 4.5, faint), [])
  })

  it('have 12 hues of equal lightness and chroma, 30 degrees apart', () => {
    for (const mode of modes) {
      const colours = hues.map((name) => token(name, mode))
      for (const [at, { lightness, chroma, hue }] of colours.entries()) {
        assert.deepEqual(
          { lightness, chroma, hue },
          { ...colours[0]!, hue: 15 + 30 * at },
          `${hues[at]} (${mode})`,
        )
      }
    }
  })

  it('are shown as they are by a display of sRGB', () => {
    for (const mode of modes)
      for (const name of [...hues, 'accent'])
        for (const channel of rgb(token(name, mode)))
          assert.ok(channel > -0.001 && channel < 1.001, `${name} (${mode}): ${channel}`)
  })

  it('are those that habits store', () => {
    const hex = hues.map((name) =>
      rgb(token(name, 'light'))
        .map((channel) => Math.min(1, Math.max(0, channel)))
        .map((c) => Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)))
        .reduce((text, channel) => text + channel.toString(16).padStart(2, '0'), '#'),
    )
    assert.deepEqual(habitColours, hex)
    assert.deepEqual(
      habitColours.map(habitHue),
      hues.map((_, at) => at + 1),
    )
  })

  it('take the nearest hue for the colour of an import, and the accent for none', () => {
    assert.equal(habitHue('#E53935'), 1)
    assert.equal(habitHue('#7CB342'), 5)
    for (const none of [null, '#777777', 'red', '']) assert.equal(habitHue(none), 7)
  })
})
