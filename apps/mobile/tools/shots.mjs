/**
 * The screens that are looked at and checked. `act` brings a screen into a state that only a person
 * can bring it into.
 *
 * @typedef {{name: string, path: string, sample?: string, act?: (page: import('playwright-core').Page) => Promise<unknown>}} Shot
 */

/** @type {Shot[]} */
export const shots = [
  { name: 'today', path: '/' },
  {
    name: 'today-checked',
    path: '/',
    act: async (page) => {
      await page.locator('[data-id=read] .ring').click()
      await page.locator('[data-id=plants] .ring').click()
    },
  },
  {
    name: 'today-pad',
    path: '/',
    act: async (page) => {
      await page.locator('[data-id=water] .ring').focus()
      await page.keyboard.press('7')
    },
  },
  {
    name: 'today-note',
    path: '/',
    act: async (page) => {
      await page.locator('[data-id=strength] .ring').focus()
      await page.keyboard.press('n')
    },
  },
  { name: 'day', path: '/days/2026-11-24' },
  { name: 'today-one', path: '/', sample: 'one' },
  { name: 'today-many', path: '/', sample: 'many' },
  { name: 'today-empty', path: '/', sample: 'empty' },
  {
    name: 'today-loading',
    path: '/',
    sample: 'slow',
    act: (page) => page.waitForTimeout(600),
  },
  { name: 'today-failed', path: '/', sample: 'failing' },
  { name: 'today-offline', path: '/', sample: 'offline' },
  { name: 'habit', path: '/habits/read' },
  { name: 'habit-weekdays', path: '/habits/run' },
  {
    name: 'today-rtl',
    path: '/',
    sample: 'many',
    act: (page) =>
      page.evaluate(() => {
        document.documentElement.dir = 'rtl'
      }),
  },
  {
    name: 'habit-rtl',
    path: '/habits/run',
    act: (page) =>
      page.evaluate(() => {
        document.documentElement.dir = 'rtl'
      }),
  },
  { name: 'habits', path: '/habits' },
  { name: 'habits-empty', path: '/habits', sample: 'empty' },
  { name: 'editor-new', path: '/habits/new' },
  { name: 'editor', path: '/habits/run/edit' },
  {
    name: 'editor-errors',
    path: '/habits/new',
    act: (page) => page.locator('button[type=submit]').click(),
  },
  { name: 'people', path: '/people' },
  { name: 'you', path: '/you' },
  { name: 'welcome', path: '/welcome', sample: 'new' },
  {
    name: 'welcome-pick',
    path: '/welcome',
    sample: 'new',
    act: async (page) => {
      await page.locator('input[name=name]').fill('Mira')
      await page.locator('input[name=email]').fill('mira@example.org')
      await page.locator('input[name=password]').fill('apples are round')
      await page.locator('button[type=submit]').click()
      await page.locator('.suggestion').nth(1).click()
    },
  },
  { name: 'sign-in', path: '/sign-in', sample: 'new' },
  { name: 'not-found', path: '/nowhere' },
]

/** The windows in which screens are shown; `others` only where `--device` names them. */
export const devices = {
  phone: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  },
  tablet: {
    viewport: { width: 820, height: 1180 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 1,
  },
  desktop: {
    viewport: { width: 1440, height: 900 },
    hasTouch: false,
    isMobile: false,
    deviceScaleFactor: 1,
  },
}

export const others = {
  narrow: {
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  },
  widest: {
    viewport: { width: 2560, height: 1440 },
    hasTouch: false,
    isMobile: false,
    deviceScaleFactor: 1,
  },
}
