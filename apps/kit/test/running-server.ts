import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The root of the repository, relative to this file once it is compiled. */
export const root = fileURLToPath(new URL('../../../..', import.meta.url))

const command = join(root, 'upcoach')
const startsWithin = 180_000

// The server runs while its standard input is open, so it ends with the tests in any case.
const untilClosed = 'exec 3<&0; "$@" & server=$!; (read -r <&3; kill "$server") & wait "$server"'

/** A real server with its own database, in a folder that is deleted when it ends. */
export class RunningServer {
  private constructor(
    readonly address: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  /** Builds the server if it is stale, and starts it on a free port. */
  static async start(): Promise<RunningServer> {
    const folder = await mkdtemp(join(tmpdir(), 'upcoach-kit-'))
    const words = ['-c', untilClosed, 'bash', command, 'run', '--data', folder, '--port', '0']
    const server = spawn('bash', words, { env: withoutSettings() })
    const address = await listening(server)
    return new RunningServer(address, folder, server)
  }

  /** Assigns a role to a member, with the command of an operator. */
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

/** The environment without the settings of UpCoach, such as the address of a database. */
function withoutSettings() {
  const mine = ([name]: [string, unknown]) =>
    !name.startsWith('UPCOACH_') || name === 'UPCOACH_JAVA_HOME'
  return Object.fromEntries(Object.entries(process.env).filter(mine))
}

/** The address on which a server listens, from its output. */
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
