import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { operationsOf } from '../generate.mjs'
import { pages, type Client } from '../src/index.js'
import { newcomer, valueOf, watchedClient } from './members.js'
import { root, type RunningServer } from './running-server.js'

const contractFile = join(root, 'contracts/openapi.yaml')

/** Operations that were not executed, in the order of the contract. */
export function leftOut(all: string[], done: Set<string>): string[] {
  return all.filter((name) => !done.has(name))
}

/** Executes every operation of the contract, and finds those that are left out. */
export function everyOperation(server: () => RunningServer) {
  const done = new Set<string>()
  const anybody = () => watchedClient(server().address, done)
  const member = (name: string) => newcomer(server().address, done, name)
  const today = async (client: Client) => valueOf(await client.today()).day

  describe('the generated client, with a running server', () => {
    it('asks whether the server is live and ready, and for its contract', async () => {
      assert.equal(valueOf(await anybody().isLive()).status, 'UP')
      assert.equal(valueOf(await anybody().isReady()).status, 'UP')
      assert.equal(valueOf(await anybody().contract()), await readFile(contractFile, 'utf8'))
    })

    it('changes the own profile and password', async () => {
      const { client, email } = await member('Ada')
      const was = await client.profile()
      assert.ok(was.ok && was.value.email === email)
      valueOf(await client.changeProfile({ ifMatch: was.etag, body: { name: 'Ada L.' } }))
      const late = await client.changeProfile({ ifMatch: was.etag, body: { name: 'Ada' } })
      assert.ok(!late.ok && late.status === 412)
      assert.equal(late.problem.type, 'urn:problem-type:upcoach:precondition-failed')
      const is = await client.profile()
      assert.equal(valueOf(is).name, 'Ada L.')
      const next = 'another long one'
      const changed = await client.changePassword({ body: { present: 'a good long one', next } })
      assert.equal(valueOf(changed).endedSessions, 0)
      const [event] = valueOf(await client.securityEvents()).items
      assert.equal(event?.kind, 'password-changed')
      valueOf(await client.signIn({ body: { email, password: next } }))
    })

    it('lists sessions and ends them', async () => {
      const { client, email } = await member('Beth')
      const phone = valueOf(await client.signIn({ body: { email, password: 'a good long one' } }))
      assert.equal(valueOf(await client.sessions()).items.length, 2)
      valueOf(await client.endSession({ id: phone.id }))
      const [left] = valueOf(await client.sessions()).items
      assert.equal(left?.current, true)
      valueOf(await client.signOut())
      const refused = await client.sessions()
      assert.ok(!refused.ok && refused.status === 401)
      assert.equal(refused.problem.type, 'urn:problem-type:upcoach:session-expired')
    })

    it('defines, changes and removes a habit', async () => {
      const { client } = await member('Cleo')
      const { id } = valueOf(await client.defineHabit({ body: { title: 'Read', unit: 'pages' } }))
      const was = await client.habit({ id })
      assert.equal(valueOf(was).unit, 'pages')
      assert.ok(was.ok && was.etag)
      assert.equal((await client.habit({ id, ifNoneMatch: was.etag })).status, 304)
      valueOf(
        await client.changeHabit({ id, ifMatch: was.etag, body: { title: 'Read on', unit: null } }),
      )
      const is = await client.habit({ id, ifNoneMatch: was.etag })
      assert.ok(is.status === 200)
      assert.equal(is.value.title, 'Read on')
      valueOf(await client.removeHabit({ id }))
      const gone = await client.habit({ id })
      assert.ok(!gone.ok && gone.status === 404)
      assert.equal(gone.problem.type, 'urn:problem-type:upcoach:not-found')
    })

    it('reads a list page by page', async () => {
      const { client } = await member('Dora')
      for (const title of ['Run', 'Read', 'Rest']) {
        valueOf(await client.defineHabit({ body: { title } }))
      }
      valueOf(await client.defineHabit({ body: { title: 'Past', archived: true } }))
      const lengths = []
      for await (const page of pages(client, 'habits', { archived: false, limit: 2 })) {
        lengths.push(valueOf(page).items.length)
      }
      assert.deepEqual(lengths, [2, 1])
    })

    it('records and deletes check-ins', async () => {
      const { client } = await member('Elsa')
      const day = await today(client)
      const { id } = valueOf(await client.defineHabit({ body: { title: 'Walk', target: 3 } }))
      const note = 'in the rain & “wind”'
      valueOf(await client.recordCheckIn({ id, day, body: { amount: 3, note } }))
      assert.equal(valueOf(await client.checkIn({ id, day })).note, note)
      assert.equal(valueOf(await client.checkIns({ id, from: day, to: day })).items.length, 1)
      assert.equal(valueOf(await client.today()).habits[0]?.state, 'held')
      assert.equal(valueOf(await client.streak({ id })).current?.length, 1)
      const explained = valueOf(await client.streak({ id, explain: true }))
      assert.ok('days' in explained && explained.days.at(-1)?.rule === 'target-met')
      assert.equal(valueOf(await client.statistics({ id })).totals.amount, 3)
      valueOf(await client.undoCheckIn({ id, day }))
      assert.deepEqual(valueOf(await client.checkIns({ id })).items, [])
    })

    it('applies operations from offline, and refuses them one by one', async () => {
      const { client } = await member('Finn')
      const { id: habitId, start } = valueOf(await client.defineHabit({ body: { title: 'Sing' } }))
      const put = { op: 'put', habitId, day: start } as const
      const operations = [
        { id: '01900000-0000-7000-8000-000000000001', ...put },
        { id: '01900000-0000-7000-8000-000000000002', ...put, day: '2199-12-31' },
      ]
      const { results } = valueOf(await client.applyOperations({ body: { operations } }))
      assert.deepEqual(
        results.map((one) => one.status),
        [200, 422],
      )
    })

    it('reads several resources in one request', async () => {
      const { client } = await member('Fay')
      const requests = ['/v1/today', '/v1/habits/none'].map((path) => ({ id: path, path }))
      const { responses } = valueOf(await client.batch({ body: { requests } }))
      assert.deepEqual(
        responses.map(({ id, status }) => [id, status]),
        [
          ['/v1/today', 200],
          ['/v1/habits/none', 404],
        ],
      )
    })

    it('pauses habits and resumes them', async () => {
      const { client } = await member('Gus')
      const from = await today(client)
      const { id } = valueOf(await client.pause({ body: { from } }))
      assert.deepEqual(
        valueOf(await client.pauses()).items.map((one) => one.id),
        [id],
      )
      valueOf(await client.resume({ id }))
      assert.deepEqual(valueOf(await client.pauses()).items, [])
    })

    it('creates a group, joins it, reads its board, and leaves it', async () => {
      const [hanna, ivo] = [await member('Hanna'), await member('Ivo')]
      const group = valueOf(await hanna.client.createGroup({ body: { name: 'Readers' } }))
      const { id } = group
      const { code } = valueOf(await hanna.client.renewGroupCode({ id }))
      assert.notEqual(code, group.code)
      valueOf(await ivo.client.joinGroup({ body: { code } }))
      assert.equal(valueOf(await ivo.client.group({ id })).members, 2)
      assert.equal(valueOf(await ivo.client.groupMembers({ id })).items.length, 2)
      assert.equal(valueOf(await ivo.client.groups()).items[0]?.id, id)
      const habit = valueOf(await ivo.client.defineHabit({ body: { title: 'Read' } }))
      valueOf(await ivo.client.recordCheckIn({ id: habit.id, day: habit.start, body: {} }))
      const board = valueOf(await hanna.client.leaderboard({ id, period: 'month', limit: 5 }))
      assert.deepEqual(
        board.items.map((one) => [one.rank, one.name]),
        [[1, 'Ivo']],
      )
      assert.equal(valueOf(await ivo.client.ownPlace({ id, neighbours: 0 })).rank, 1)
      const shared = await ivo.client.shareHabits({ id, body: { sharesHabits: true } })
      assert.equal(valueOf(shared).sharesHabits, true)
      valueOf(await ivo.client.leaveGroup({ id }))
      const refused = await ivo.client.deleteGroup({ id })
      assert.ok(!refused.ok && refused.status === 404)
      valueOf(await hanna.client.deleteGroup({ id }))
    })

    it('reads and changes by GraphQL', async () => {
      const { client } = await member('Otto')
      const mutation =
        'mutation ($name: String!) { createGroup(input: {name: $name}) { __typename } }'
      const body = { query: mutation, variables: { name: 'Writers' } }
      const created = valueOf(await client.applyOperationsGraph({ body }))
      assert.deepEqual(created, { data: { createGroup: { __typename: 'Group' } } })
      const read = valueOf(
        await client.readGraph({
          query: '{ groups { name members { nodes { name sharesHabits } } } }',
        }),
      )
      const nodes = [{ name: 'Otto', sharesHabits: false }]
      assert.deepEqual(read, { data: { groups: [{ name: 'Writers', members: { nodes } }] } })
      const refused = await client.readGraph({ query: mutation })
      assert.ok(!refused.ok && refused.status === 405)
    })

    it('imports and exports a history', async () => {
      const { client } = await member('Jana')
      const csv = 'HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n'
      const file = new Blob([`${csv}Breathe,,Health,2016-03-15,1,\n`])
      const { id } = valueOf(await client.startImport({ body: { file } }))
      let { state, report } = valueOf(await client.import({ id }))
      while (state === 'running') ({ state, report } = valueOf(await client.import({ id })))
      assert.ok(state === 'done' && report && 'records' in report)
      assert.equal(report.records.taken, 1)
      const zip = new Uint8Array(await valueOf(await client.export()).arrayBuffer())
      assert.deepEqual([...zip.slice(0, 2)], [...Buffer.from('PK')])
    })

    it('assigns roles, and changes the cache as an operator', async () => {
      const [admin, operator] = [await member('Karl'), await member('Lea')]
      const refused = await admin.client.members()
      assert.ok(!refused.ok && refused.status === 403)
      await server().role(admin.email, 'admin')
      const [found] = valueOf(await admin.client.members({ search: operator.email })).items
      assert.ok(found)
      const role = 'operator'
      const seen = await admin.client.member({ id: found.id })
      assert.ok(seen.ok && seen.value.role === 'member')
      const lea = valueOf(
        await admin.client.assignRole({ id: found.id, ifMatch: seen.etag, body: { role } }),
      )
      assert.equal(lea.role, role)
      const { route } = valueOf(await operator.client.cache()).policies[0] ?? assert.fail()
      const { policies } = valueOf(
        await operator.client.setCacheShare({ body: { route, share: 50 } }),
      )
      assert.equal(policies.find((one) => one.route === route)?.share, 50)
      valueOf(await operator.client.invalidateCache({ body: { everything: true } }))
    })

    it('deletes the account with all data', async () => {
      const { client } = await member('Mia')
      assert.equal(valueOf(await client.deleteAccount()).deleted.members, 1)
    })

    it('has executed every operation of the contract', async () => {
      const contract = parse(await readFile(contractFile, 'utf8'))
      const all = operationsOf(contract).map(({ operation }) => operation.operationId)
      assert.deepEqual(leftOut(all, done), [])
      assert.deepEqual(leftOut([...all, 'planted'], done), ['planted'])
    })
  })
}
