// Takes a screenshot of each screen of the built app, and has axe check it:
// `npm run build && npm run screens -- [--only=today,habit] [--device=phone] [--mode=dark] [--language=de] [--to=folder]`
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startBrowser } from './browser.mjs'
import { devices, others, shots } from './shots.mjs'
import { serveSite } from './site.mjs'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    device: { type: 'string' },
    mode: { type: 'string' },
    language: { type: 'string' },
    to: { type: 'string', default: fileURLToPath(new URL('../build/screens', import.meta.url)) },
    full: { type: 'boolean', default: false },
  },
})
const list = (text, all) => (text ? text.split(',') : all)
const wanted = shots.filter(({ name }) => list(options.only, [name]).includes(name))
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const browser = await startBrowser()
if (!browser) {
  console.error('no Chromium: install the Debian package chromium, or set CHROMIUM')
  process.exit(1)
}
const { address, close } = await serveSite()
await mkdir(options.to, { recursive: true })
const failures = []
let passed = 0
for (const device of list(options.device, Object.keys(devices)))
  for (const mode of list(options.mode, ['light', 'dark']))
    for (const language of list(options.language, ['en', 'de'])) {
      const context = await browser.newContext({
        ...{ ...devices, ...others }[device],
        colorScheme: mode,
        locale: language === 'de' ? 'de-DE' : 'en-GB',
        reducedMotion: 'reduce',
      })
      for (const shot of wanted) await check(context, shot, `${device}-${mode}-${language}`)
      await context.close()
    }
await browser.close()
close()
for (const failure of failures) console.log(`FAILED  ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length > 0 ? 1 : 0)

async function check(context, shot, variant) {
  const name = `${shot.name}-${variant}`
  const page = await context.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  try {
    const query = new URLSearchParams({
      today: '2026-11-27',
      ...(shot.sample && { sample: shot.sample }),
    })
    await page.goto(`${address}${shot.path}?${query}`)
    await page.locator('main').waitFor()
    await page.waitForTimeout(100)
    await shot.act?.(page)
    await page.waitForTimeout(100)
    await page.screenshot({ path: join(options.to, `${name}.png`), fullPage: options.full })
    // Texts of another language change no role, name or colour.
    if (variant.endsWith('en')) errors.push(...(await accessibility(page)))
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (sideways > 0) errors.push(`${sideways} px wider than the window`)
    const small = await page.evaluate(smallTargets)
    errors.push(...small.map((one) => `target below 44 px: ${one}`))
  } catch (error) {
    errors.push(error instanceof Error ? error.message.split('\n')[0] : String(error))
  }
  await page.close()
  if (errors.length === 0) passed++
  else failures.push(`${name}: ${errors.join('; ')}`)
}

/** What axe finds: rules of WCAG 2.2 AA and of good practice. */
async function accessibility(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'] }),
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe ${id}: ${target}`))
}

/** Controls that can be seen and are smaller than 44 px in a direction. Runs in the page. */
function smallTargets() {
  const controls = document.querySelectorAll(
    'a, button, select, summary, textarea, input:not([type=hidden])',
  )
  return [...controls]
    .filter(
      (one) =>
        one.checkVisibility({ opacityProperty: true }) && !one.closest('.skip-link, .unseen'),
    )
    .map((one) => (one.matches('.chip input, .segmented input') ? one.parentElement : one))
    .filter((one) => {
      const { width, height } = one.getBoundingClientRect()
      return width > 0 && (width < 43.5 || height < 43.5)
    })
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent?.slice(0, 20)}`)
}
