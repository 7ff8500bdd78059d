export { type Client, StrangeAnswer, upcoach, type Way } from './client.js'
export { type Listing, pages } from './pages.js'
export type { Answer, Call, Fresh, Input, Name } from './operation.js'
export type * from './generated/contract.js'
