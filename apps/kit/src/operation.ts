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

/** The camel-case name of a header: `If-Match` is `ifMatch`. */
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
 * The arguments of an operation: its parameters of path, query and headers by name, the body as
 * `body`, and a signal that aborts the request.
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

/** The ETag: always set if the contract has one for the response, else optional. */
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
 * The result of an operation: `ok` with its `value`, or a refusal with a `problem`. The
 * status tells which, and the problem's type is one of those in the contract.
 * A refusal that is no problem in the contract has a `value`.
 */
export type Answer<N extends Name> = Answers<operations[N]['responses']>

/** The results without `ifNoneMatch`. */
export type Fresh<N extends Name> = Exclude<Answer<N>, { status: 304 }>
type NotNeeded<I> = Record<never, never> extends I ? [input?: I] : [input: I]

/** An operation as a function. A 304 is possible only with `ifNoneMatch`. */
export type Call<N extends Name> = 304 extends keyof operations[N]['responses']
  ? {
      (...input: NotNeeded<Input<N> & { ifNoneMatch?: undefined }>): Promise<Fresh<N>>
      (input: Input<N> & { ifNoneMatch: string | undefined }): Promise<Answer<N>>
    }
  : (...input: NotNeeded<Input<N>>) => Promise<Answer<N>>
