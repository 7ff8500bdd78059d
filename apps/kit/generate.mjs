// Generates the types and the table of routes of the client from the contract, and the list of
// persisted GraphQL operations:
// `npm run generate`.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { parse } from 'yaml'

const methods = ['get', 'put', 'post', 'delete', 'patch']
const readable = /^application\/((.+\+)?json|yaml|zip)$/
const reserved = ['body', 'signal']
const heading =
  '// Generated from contracts/openapi.yaml by `npm run generate`. Changes here are lost.\n'

/**
 * @typedef {{name: string, in: string, explode?: boolean, schema: object}} Parameter
 * @typedef {{operationId: string, summary: string, description?: string, parameters?: any[],
 *   requestBody?: {content: object}, responses: Record<string, any>}} Operation
 */

/**
 * Every operation of a contract with its method and path, in the order of the contract.
 *
 * @param {any} contract
 * @returns {{method: string, path: string, operation: Operation}[]}
 */
export function operationsOf(contract) {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({ method: method.toUpperCase(), path, operation: item[method] })),
  )
}

/**
 * One line an operation: method, path, the type of its body where that is not JSON, and the
 * headers that it takes.
 *
 * @param {any} contract
 */
function routesOf(contract) {
  const lines = operationsOf(contract).map(({ method, path, operation }) => {
    const parameters = (operation.parameters ?? []).map((one) => resolved(contract, one))
    checkNames(contract, operation.operationId, parameters)
    checkAnswers(contract, operation)
    const headers = parameters.filter((one) => one.in === 'header').map((one) => one.name)
    if (operation.responses['304'] && !headers.includes('If-None-Match'))
      headers.push('If-None-Match')
    const media = Object.keys(operation.requestBody?.content ?? {}).filter(
      (type) => type !== 'application/json',
    )
    const route = [method, path, ...media, ...headers].join(' ')
    return `${comment(operation)}  ${operation.operationId}: '${route}',\n`
  })
  return `${heading}
import type { operations } from './contract.js'

/** Method, path, the media type of a body that is not JSON, and the headers of an operation. */
export const routes = {
${lines.join('')}} as const satisfies Record<keyof operations, string>
`
}

/** @param {Operation} operation */
function comment({ summary, description }) {
  const text = [`${summary}.`, ...(description ? ['', ...description.trimEnd().split('\n')] : [])]
  return `  /**\n${text.map((line) => `   * ${line}`.trimEnd()).join('\n')}\n   */\n`
}

/**
 * @param {any} contract
 * @param {any} part that may stand elsewhere
 */
function resolved(contract, part) {
  if (!part.$ref) return part
  const steps = part.$ref.replace('#/', '').split('/')
  return steps.reduce((/** @type {any} */ node, /** @type {string} */ step) => node[step], contract)
}

/**
 * Path, query and headers are given side by side, so that no two may have one name.
 *
 * @param {any} contract
 * @param {string} operation
 * @param {Parameter[]} parameters
 */
function checkNames(contract, operation, parameters) {
  const names = parameters.map((one) => one.name)
  for (const { name, schema, explode, in: place } of parameters) {
    if (reserved.includes(name) || names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new Error(
        `${operation}: a parameter may not be called ${name}, as the client has that name in use`,
      )
    }
    if (place === 'query' && resolved(contract, schema).type === 'array' && explode !== false) {
      throw new Error(
        `${operation}: the list ${name} needs explode: false, as the client joins lists with commas`,
      )
    }
  }
}

/**
 * @param {any} contract
 * @param {Operation} operation
 */
function checkAnswers(contract, { operationId, responses }) {
  for (const response of Object.values(responses)) {
    for (const type of Object.keys(resolved(contract, response).content ?? {})) {
      if (!readable.test(type)) throw new Error(`${operationId}: the client cannot read ${type}`)
    }
  }
}

/**
 * Says of every problem response which types of problem it may carry, so that TypeScript knows.
 *
 * @param {any} node
 */
function nameProblems(node) {
  if (typeof node !== 'object' || node === null) return
  const problem = node['x-problems'] && node.content?.['application/problem+json']
  if (problem) {
    const types = node['x-problems'].map(
      (/** @type {string} */ name) => `urn:problem-type:upcoach:${name}`,
    )
    const named = { type: 'object', required: ['type'], properties: { type: { enum: types } } }
    problem.schema = { allOf: [problem.schema, named] }
  }
  Object.values(node).forEach(nameProblems)
}

const blob = ts.factory.createTypeReferenceNode('Blob')

/**
 * Writes `contract.ts` and `routes.ts`.
 *
 * @param {string} file the contract
 * @param {string} folder is made where it is missing
 */
export async function generate(file, folder) {
  const contract = parse(await readFile(file, 'utf8'))
  const routes = routesOf(contract)
  nameProblems(contract)
  const types = await openapiTS(contract, {
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    transform: (schema) => (schema.format === 'binary' ? blob : undefined),
  })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'contract.ts'), heading + astToString(types))
  await writeFile(join(folder, 'routes.ts'), routes)
}

/**
 * Registers the operations of the graph that apps ask: the server takes them by the hash of their
 * documents.
 *
 * @param {string} folder with one `.graphql` each
 * @param {string} file that is written
 */
export async function register(folder, file) {
  const names = (await readdir(folder)).filter((one) => one.endsWith('.graphql')).sort()
  const operations = await Promise.all(
    names.map(async (one) => {
      const document = await readFile(join(folder, one), 'utf8')
      const hash = createHash('sha256').update(document).digest('hex')
      return { id: `sha256:${hash}`, name: one.replace('.graphql', ''), document }
    }),
  )
  await writeFile(file, `${JSON.stringify({ operations }, null, 2)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = fileURLToPath(new URL('.', import.meta.url))
  await generate(join(here, '../../contracts/openapi.yaml'), join(here, 'src/generated'))
  await register(join(here, 'operations'), join(here, '../../contracts/operations.json'))
}
