import { after, before } from 'node:test'
import { everyOperation } from './every-operation.js'
import { graphqlOverHttp } from './graphql-audit.js'
import { RunningServer } from './running-server.js'

let server: RunningServer

before(async () => {
  server = await RunningServer.start()
})

after(() => server.end())

everyOperation(() => server)
graphqlOverHttp(() => server)
