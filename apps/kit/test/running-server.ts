import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The root of the repository, from where this file is once it is compiled. */
export const root = fileURLToPath(new URL('../../../..', import.meta.url))

const command = join(root, 'upcoach')
const startsWithin = 180_000

// The server lives as long as its standard input is open, so that it ends with the tests whatever
// ends them.
const untilClosed = 'exec 3<&0; "$@" & server=$!; (read -r <&3; kill "$server") & wait "$server"'

/** A real server, with a database of its own in a folder that goes when it ends. */
export class RunningServer {
  private constructor(
    readonly address: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  /** Builds the server where that is needed, and starts it on a free port. */
  static async start(): Promise<RunningServer> {
    const folder = await mkdtemp(join(tmpdir(), 'upcoach-kit-'))
    const words = ['-c', untilClosed, 'bash', command, 'run', '--data', folder, '--port', '0']
    const server = spawn('bash', words, { env: withoutSettings() })
    const address = await listening(server)
    return new RunningServer(address, folder, server)
  }

  /** Gives a member a role, as an operator does it. */
  async role(email: string, role: string): Promise<void> {
    const words = ['role', email, role, '--data', this.folder]
    await promisify(execFile)(command, words, { env: withoutSettings() })
  }

  async end(): Promise<void> {
    const ended = once(this.process, 'exit')
    this.process.stdin?.end()
    await ended
    await rm(this.folder, { recursive: true })
  }
}

/** The settings of whoever runs the tests, the address of their database among them, stay out. */
function withoutSettings() {
  const mine = ([name]: [string, unknown]) =>
    !name.startsWith('UPCOACH_') || name === 'UPCOACH_JAVA_HOME'
  return Object.fromEntries(Object.entries(process.env).filter(mine))
}

/** The address that a server says it listens on. */
function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => {
      server.stdin?.end()
      reject(new Error(`the server did not start within ${startsWithin} ms:\n${said}`))
    }, startsWithin)
    const hear = (words: Buffer) => {
      said += words
      const address = /listens on (http:\S+?),/.exec(said)?.[1]
      if (address) {
        clearTimeout(late)
        resolve(address)
      }
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the server ended with ${code}:\n${said}`))
    })
  })
}
