import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { de } from '../../src/language/de.js'
import { en } from '../../src/language/en.js'
import { choose, dayText, fill, type Message, preferred, t } from '../../src/language/language.js'

const sources = fileURLToPath(new URL('../../../../../src', import.meta.url))
type Texts = Record<string, Message>

/** Keys that one of two languages lacks, and texts whose placeholders differ. */
function differences(one: Texts, other: Texts): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].filter((key) => placeholders(one[key]) !== placeholders(other[key]))
}

function placeholders(message: Message | undefined): string {
  if (message === undefined) return 'missing'
  const text = typeof message === 'string' ? message : message.other
  const names = new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  return `${typeof message}: ${[...names].sort().join(' ')}`
}

/** Keys that no source file names; `area.` before a `$` in a template names all of an area. */
function unused(texts: Texts, source: string): string[] {
  const named = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key!))
  const areas = [...source.matchAll(/`([\w.-]+\.)\$/g)].map(([, area]) => area!)
  return Object.keys(texts).filter(
    (key) => !named.has(key) && !areas.some((area) => key.startsWith(area)),
  )
}

async function allSources(): Promise<string> {
  const files = (await readdir(sources, { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/language\/(en|de)\.ts$/.test(file),
  )
  return (await Promise.all(files.map((file) => readFile(join(sources, file), 'utf8')))).join('\n')
}

describe('the texts', () => {
  it('are complete in German, with the same placeholders', () => {
    assert.deepEqual(differences(en, de), [])
  })

  it('are refused where a key or a placeholder is missing', () => {
    const { save, ...without } = de
    assert.ok(save)
    assert.deepEqual(differences(en, without), ['save'])
    assert.deepEqual(differences(en, { ...de, 'today.done': '{n} erledigt' }), ['today.done'])
  })

  it('are all used', async () => {
    const source = await allSources()
    assert.deepEqual(unused(en, source), [])
    assert.deepEqual(unused({ ...en, 'today.planted': 'x' }, source), ['today.planted'])
  })

  it('have no empty one', () => {
    const texts = [en, de].flatMap((texts) => Object.values(texts) as Message[])
    for (const message of texts)
      for (const text of typeof message === 'string' ? [message] : Object.values(message))
        assert.ok(text.trim())
  })
})

describe('a text', () => {
  it('is chosen by its number, and writes the number as its locale does', () => {
    const days = { zero: 'no day', one: '{n} day', other: '{n} days' }
    assert.equal(fill(days, { n: 0 }, 'en'), 'no day')
    assert.equal(fill(days, { n: 1 }, 'en'), '1 day')
    assert.equal(fill(days, { n: 1204.5 }, 'de'), '1.204,5 days')
  })

  it('follows the language, and so do days', async () => {
    await choose(preferred(['fr-FR', 'de-AT', 'en-US']))
    assert.equal(t('today.done', { n: 3, of: 5 }), '3 von 5 erledigt')
    assert.equal(dayText('2026-11-27', 'full'), 'Freitag, 27. November')
    await choose(preferred(['en']))
    assert.equal(t('today.done', { n: 3, of: 5 }), '3 of 5 done')
    assert.equal(dayText('2026-11-27', 'full'), 'Friday 27 November')
  })

  it('is English where there are no texts for any preferred language', () => {
    assert.deepEqual(preferred(['fr', 'nl-NL']), { language: 'en', locale: 'en-GB' })
    assert.deepEqual(preferred(['en-US', 'de']), { language: 'en', locale: 'en-US' })
  })
})
