import type { operations } from './generated/contract.js'

/** An operation of the API, by the `operationId` of the contract. */
export type Name = keyof operations

type Place<
  N extends Name,
  In extends keyof operations[N]['parameters'],
> = operations[N]['parameters'][In] extends infer P
  ? [P] extends [undefined]
    ? unknown
    : NonNullable<P>
  : never

/** `If-Match` is given as `ifMatch`. */
type Camel<Header> = Header extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Header
type HeaderFields<H> = { [K in keyof H as K extends string ? Uncapitalize<Camel<K>> : never]: H[K] }

type Media<T> = T extends { content: infer C } ? C[keyof C] : never
type Body<N extends Name> = operations[N] extends { requestBody: infer R }
  ? [R] extends [undefined]
    ? unknown
    : { body: Media<R> }
  : operations[N] extends { requestBody?: infer R }
    ? { body?: Media<NonNullable<R>> }
    : unknown

type Flat<T> = { [K in keyof T]: T[K] }

/**
 * What an operation takes: its parameters by name, whether they go into the path, the query or a
 * header, the body as `body`, and a signal that gives the request up.
 */
export type Input<N extends Name> = Flat<
  Place<N, 'path'> &
    Place<N, 'query'> &
    HeaderFields<Place<N, 'header'>> &
    Body<N> & { signal?: AbortSignal }
>

type Value<Media, C> = Media extends 'application/zip'
  ? Blob
  : Media extends 'application/yaml'
    ? string
    : C[Media & keyof C]

/** Where the contract says that there is an ETag, there is one; elsewhere there may be. */
type ETag<R> = R extends { headers: infer H }
  ? unknown extends H['ETag' & keyof H]
    ? string | undefined
    : string
  : undefined

type Good<S extends number, V, R> = {
  ok: true
  status: S
  value: V
  etag: ETag<R>
  headers: Headers
}
type Bad<S extends number, V> = { ok: false; status: S; headers: Headers } & V

type IsGood<S extends number> = `${S}` extends `2${string}` | '304' ? true : false
type AnswerOf<S extends number, R> = R extends { content: infer C }
  ? IsGood<S> extends true
    ? Good<S, { [M in keyof C]: Value<M, C> }[keyof C], R>
    : {
        [M in keyof C]: M extends 'application/problem+json'
          ? Bad<S, { problem: C[M] }>
          : Bad<S, { value: Value<M, C>; problem?: undefined }>
      }[keyof C]
  : Good<S, undefined, R>

type Answers<R> = { [Status in keyof R & number]: AnswerOf<Status, R[Status]> }[keyof R & number]

/**
 * What comes of an operation: `ok` with its `value`, or one of its refusals with a `problem`. The
 * status tells which, and the type of a problem is one of those that the contract lists for it.
 * Where the contract has a refusal as something else than a problem, that is its `value`.
 */
export type Answer<N extends Name> = Answers<operations[N]['responses']>

/** The answers that come where no `ifNoneMatch` was sent. */
export type Fresh<N extends Name> = Exclude<Answer<N>, { status: 304 }>
type NotNeeded<I> = Record<never, never> extends I ? [input?: I] : [input: I]

/** An operation as it is called. A 304 is only to be reckoned with where `ifNoneMatch` is sent. */
export type Call<N extends Name> = 304 extends keyof operations[N]['responses']
  ? {
      (...input: NotNeeded<Input<N> & { ifNoneMatch?: undefined }>): Promise<Fresh<N>>
      (input: Input<N> & { ifNoneMatch: string | undefined }): Promise<Answer<N>>
    }
  : (...input: NotNeeded<Input<N>>) => Promise<Answer<N>>
