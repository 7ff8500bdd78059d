// Uses the built app as a person would, by touch and by keyboard:
// `npm run build && npm run behaviour`. Prints a line for each failure, and the counts last.
import { strict as assert } from 'node:assert'
import { startBrowser } from './browser.mjs'
import { devices } from './shots.mjs'
import { serveSite } from './site.mjs'

/** @typedef {import('playwright-core').Page} Page */

const ring = (/** @type {Page} */ page, /** @type {string} */ id) =>
  page.locator(`[data-id=${id}] .ring`)
const state = (/** @type {Page} */ page, /** @type {string} */ id) =>
  page.locator(`[data-id=${id}]`).getAttribute('data-state')
const order = (/** @type {Page} */ page) =>
  page.locator('[data-id]').evaluateAll((rows) => rows.map((row) => row.dataset.id))

/** Draws a finger over an element, as the browser's own input. */
async function swipe(
  /** @type {Page} */ page,
  /** @type {string} */ selector,
  /** @type {number} */ by,
) {
  const box = await page.locator(selector).boundingBox()
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const client = await page.context().newCDPSession(page)
  const touch = (type, at) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + at, y }],
    })
  await touch('touchStart', 0)
  for (let step = 1; step <= 6; step++) await touch('touchMove', (by * step) / 6)
  await touch('touchEnd', by)
}

/** @type {Record<string, {path?: string, sample?: string, run: (page: Page) => Promise<void>}>} */
const stories = {
  'a tap checks in, and undo takes it back': {
    run: async (page) => {
      await ring(page, 'plants').tap()
      await page.getByText('Water the plants done').last().waitFor()
      assert.equal(await state(page, 'plants'), 'held')
      await page.getByRole('button', { name: 'Undo' }).tap()
      await page.locator('[data-id=plants][data-state=pending]').waitFor()
    },
  },
  'a tap adds a step to an amount': {
    run: async (page) => {
      await ring(page, 'water').tap()
      await page.getByText('Drink water: 6 of 8 glasses').last().waitFor()
    },
  },
  'the offer to undo ends after six seconds': {
    run: async (page) => {
      await ring(page, 'plants').tap()
      await page.locator('.toast').waitFor()
      await page.waitForTimeout(5000)
      assert.equal(await page.locator('.toast').count(), 1)
      await page.locator('.toast').waitFor({ state: 'detached', timeout: 4000 })
    },
  },
  'a done row stays where it is at first, and settles later': {
    run: async (page) => {
      const before = await order(page)
      await ring(page, 'run').focus()
      await page.keyboard.press('5')
      await page.keyboard.press('Enter')
      await page.locator('[data-id=run][data-state=held]').waitFor()
      assert.deepEqual(await order(page), before)
      await page.waitForFunction(
        () =>
          [...document.querySelectorAll('[data-id]')].findIndex((row) => row.dataset.id === 'run') >
          4,
      )
    },
  },
  'a swipe towards the end skips, one towards the start takes a note': {
    run: async (page) => {
      await swipe(page, '[data-id=read] .habit-row-title', 160)
      await page.locator('[data-id=read][data-state=skipped]').waitFor()
      await swipe(page, '[data-id=water] .habit-row-title', -160)
      await page.getByRole('textbox', { name: 'Note' }).fill('With lemon')
      // A tap right after a swipe only ends the browser's fling.
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Note kept for Drink water').last().waitFor()
    },
  },
  'a short swipe does nothing, and opens nothing': {
    run: async (page) => {
      await swipe(page, '[data-id=read] .habit-row-title', 50)
      await page.waitForTimeout(300)
      assert.equal(await state(page, 'read'), 'pending')
      assert.equal(new URL(page.url()).pathname, '/')
    },
  },
  'a long press opens the number pad': {
    run: async (page) => {
      const box = await ring(page, 'water').boundingBox()
      const client = await page.context().newCDPSession(page)
      const touchPoints = [{ x: box.x + 20, y: box.y + 20 }]
      await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
      await page.locator('dialog .pad').waitFor()
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      assert.equal(await page.locator('.toast').count(), 0)
      await page.getByRole('button', { name: '9', exact: true }).tap()
      await page.getByRole('button', { name: 'Save' }).tap()
      await page.locator('[data-id=water][data-state=held]').waitFor()
    },
  },
  'a swipe over the head and the arrow keys turn to other days': {
    run: async (page) => {
      await swipe(page, '.day-sentence', 200)
      await page.getByRole('heading', { name: 'Thursday 26 November' }).waitFor()
      await page.keyboard.press('ArrowLeft')
      await page.getByRole('heading', { name: 'Wednesday 25 November' }).waitFor()
      await page.goBack()
      await page.getByRole('heading', { name: 'Thursday 26 November' }).waitFor()
    },
  },
  'the keys skip, move between rows and undo': {
    run: async (page) => {
      await ring(page, 'water').focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('s')
      await page.locator('[data-id=read][data-state=skipped]').waitFor()
      await page.keyboard.press('Control+z')
      await page.locator('[data-id=read][data-state=pending]').waitFor()
    },
  },
  'the year tells by the arrow keys why each day counts': {
    path: '/habits/read',
    run: async (page) => {
      const year = page.getByRole('slider')
      await year.press('ArrowLeft')
      const text = await year.getAttribute('aria-valuetext')
      assert.match(text, /^Thursday 26 November: held\. The target was met\. \d+ pages\.$/)
    },
  },
  'a form without a name is not saved, and the focus goes there': {
    path: '/habits/new',
    run: async (page) => {
      await page.getByRole('button', { name: 'Save' }).tap()
      await page.getByText('Give the habit a name').waitFor()
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'title')
      await page.keyboard.type('Stretch')
      await page.getByText('Times a week').tap()
      await page.getByRole('button', { name: 'How many times: More' }).tap()
      await page.getByText('4 times a week.').waitFor()
      await page.getByRole('button', { name: 'Save' }).tap()
      await page.getByRole('link', { name: /^Stretch/ }).waitFor()
    },
  },
  'a newcomer has the first check-in within a minute': {
    sample: 'new',
    run: async (page) => {
      await page.getByLabel('Your name').fill('Ada')
      await page.getByLabel('E-mail').fill('ada@example.org')
      await page.getByLabel('Password').fill('apples are round')
      await page.getByRole('button', { name: 'Create account' }).tap()
      await page.getByRole('checkbox', { name: 'Meditate for five minutes' }).tap()
      await page.getByRole('checkbox', { name: 'Drink water' }).tap()
      await page.getByRole('button', { name: 'Start with 2 habits' }).tap()
      await page.getByRole('button', { name: 'Check in Meditate for five minutes' }).tap()
      await page.getByText('1 of 2 done – Drink water is usually next').waitFor()
    },
  },
}

const browser = await startBrowser()
if (!browser) {
  console.error('no Chromium: install the Debian package chromium, or set CHROMIUM')
  process.exit(1)
}
const { address, close } = await serveSite()
const only = process.argv[2]
let passed = 0
let failed = 0
for (const [name, { path = '/', sample = 'full', run }] of Object.entries(stories)) {
  if (only && !name.includes(only)) continue
  const context = await browser.newContext({
    ...devices.phone,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  try {
    await page.goto(`${address}${path}?today=2026-11-27&sample=${sample}`)
    await page.locator('main :is(.ring, form, .figures)').first().waitFor()
    await run(page)
    passed++
  } catch (error) {
    failed++
    await page.screenshot({
      path: new URL(`../build/failed-${failed}.png`, import.meta.url).pathname,
    })
    console.log(
      `FAILED  ${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : error}`,
    )
  }
  await context.close()
}
await browser.close()
close()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
