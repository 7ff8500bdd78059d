import type { operations } from './generated/contract.js'

/** An operation of the API, by the `operationId` of the contract. */
export type Name = keyof operations

type ParametersIn<
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

type Flatten<T> = { [K in keyof T]: T[K] }

/**
 * The arguments of an operation: its parameters of path, query and headers by name, the body as
 * `body`, and a signal that aborts the request.
 */
export type Input<N extends Name> = Flatten<
  ParametersIn<N, 'path'> &
    ParametersIn<N, 'query'> &
    HeaderFields<ParametersIn<N, 'header'>> &
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

type Success<S extends number, V, R> = {
  ok: true
  status: S
  value: V
  etag: ETag<R>
  headers: Headers
}
type Failure<S extends number, V> = { ok: false; status: S; headers: Headers } & V

type IsSuccess<S extends number> = `${S}` extends `2${string}` | '304' ? true : false
type ResultOf<S extends number, R> = R extends { content: infer C }
  ? IsSuccess<S> extends true
    ? Success<S, { [M in keyof C]: Value<M, C> }[keyof C], R>
    : {
        [M in keyof C]: M extends 'application/problem+json'
          ? Failure<S, { problem: C[M] }>
          : Failure<S, { value: Value<M, C>; problem?: undefined }>
      }[keyof C]
  : Success<S, undefined, R>

type Results<R> = { [Status in keyof R & number]: ResultOf<Status, R[Status]> }[keyof R & number]

/**
 * The result of an operation: `ok` with its `value`, or a refusal with a `problem`. The
 * status tells which, and the problem's type is one of those in the contract.
 * A refusal that is no problem in the contract has a `value`.
 */
export type Result<N extends Name> = Results<operations[N]['responses']>

/** The results without `ifNoneMatch`. */
export type FullResult<N extends Name> = Exclude<Result<N>, { status: 304 }>
type OptionalIfEmpty<I> = Record<never, never> extends I ? [input?: I] : [input: I]

/** An operation as a function. A 304 is possible only with `ifNoneMatch`. */
export type Call<N extends Name> = 304 extends keyof operations[N]['responses']
  ? {
      (...input: OptionalIfEmpty<Input<N> & { ifNoneMatch?: undefined }>): Promise<FullResult<N>>
      (input: Input<N> & { ifNoneMatch: string | undefined }): Promise<Result<N>>
    }
  : (...input: OptionalIfEmpty<Input<N>>) => Promise<Result<N>>
