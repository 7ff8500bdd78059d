export { type Client, UnexpectedResponse, upcoach, type ClientOptions } from './client.js'
export { type PagedOperation, pages } from './pages.js'
export type { Result, Call, FullResult, Input, Name } from './operation.js'
export type * from './generated/contract.js'
