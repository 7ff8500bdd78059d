import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pathOf, type Route, routeOf } from '../../src/navigation/routes.js'

describe('the routes of the app', () => {
  it('lead from a path to a place and back', () => {
    const routes: Route[] = [
      { name: 'today' },
      { name: 'day', day: '2026-11-27' },
      { name: 'habits' },
      { name: 'new-habit' },
      { name: 'habit', id: '01-a b/c' },
      { name: 'edit-habit', id: 'x' },
      { name: 'people' },
      { name: 'you' },
      { name: 'welcome' },
      { name: 'sign-in' },
    ]
    for (const route of routes) assert.deepEqual(routeOf(pathOf(route)), route)
  })

  it('take a path with a slash at its end', () => {
    assert.deepEqual(routeOf('/habits/'), { name: 'habits' })
  })

  it('prefer a fixed segment to a parameter', () => {
    assert.deepEqual(routeOf('/habits/new'), { name: 'new-habit' })
  })

  it('do not find unknown paths, days that are none, and broken escapes', () => {
    for (const path of ['/nowhere', '/days/yesterday', '/habits/%E0%A4%A', '/habits/x/y']) {
      assert.deepEqual(routeOf(path), { name: 'not-found' }, path)
    }
  })
})
