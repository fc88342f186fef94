import type { Static, TSchema } from 'typebox'
import type { Actor } from '../actor.ts'
import type { CacheTime } from '../config.ts'
import type { AuditSettings, Sql, Tx } from '../database/connect.ts'
import type { ErrorFactory } from '../errors.ts'
import type { Language, Text } from '../text.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How long a page stays in the cache, as the operator says of its kind, and the families whose writes end it. */
export type CachePolicy = {
  readonly namespaces: readonly string[]
  readonly time: CacheTime
  /**
   * Which requests are answered anew each time, still with an ETag: those whose answer depends on a permission, or shows
   * what no write to these families ends.
   */
  readonly except?: (query: Readonly<Record<string, unknown>>) => boolean
  /**
   * What else a page stands on that no write to its families tells of, read anew for each request: as long as it is the
   * same, so is the answer. The outcome says on what it stands itself (`standsOn`). null: nothing that could be kept.
   */
  readonly standing?: (context: Context<unknown, unknown, unknown> & { sql: Sql }) => Promise<Standing | null>
}

export type Standing = {
  readonly on: string
  /** Headers of the answer that tell of this reading, and not of the one that the page was made from. */
  readonly headers?: Readonly<Record<string, string>>
}

export type RequestFacts = {
  readonly id: string
  readonly address: string
  /** The client came by https, as far as this process or a trusted proxy knows. */
  readonly isSecure: boolean
  readonly language: Language
  readonly idempotencyKey: string | undefined
  readonly userAgent: string | undefined
  /** What the client has already, by its ETag. */
  readonly ifNoneMatch: string | undefined
  /** Where the reader of a stream stands, as they were told with the last event that they had. */
  readonly lastEventId: string | undefined
  /** Only the headers are wanted. */
  readonly isHead: boolean
  /** The answer is wanted as MessagePack; a route that writes its bytes itself must know. */
  readonly wantsMessagePack: boolean
  /** By how much the clock of the device that signed the request is behind ours; null for everybody else. */
  readonly clockOffsetMs: number | null
}

export type PageMeta =
  | { current_page: number; last_page: number; per_page: number; total: number }
  | { next_cursor: string | null; per_page: number }

/** What a use case gives back to the request path. */
export type Outcome<Data> = {
  data: Data
  meta?: PageMeta
  /** Replaces the route's status and message, for the few routes that answer in two ways. */
  status?: number
  message?: Text
  headers?: Record<string, string>
  /** When what was read stops being true without a write to say so, in milliseconds: a kept page does not outlive it. */
  freshUntil?: number
  /** What the answer stands on, as read at the moment of the database that it was made from: see `CachePolicy.standing`. */
  standsOn?: string | null
  /** The versions of the route's cache families where it was read, seen before it was, when that may be behind what was written. */
  versions?: string
}

/** A file that came with a request; it is removed once the request is answered. */
export type ReceivedFile = {
  /** How an error calls it: `files.2`, or `file` where a route takes only one. */
  readonly field: string
  /** What the client calls it: to be shown, never part of a path. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** SHA-256 of its content, in hexadecimal. */
  readonly digest: string
}

/**
 * What a route takes as `multipart/form-data`: one file or more, beside the fields that its `body` describes. A field is
 * a text in which the schema reads whole numbers, booleans, and JSON where it asks for a list or an object.
 */
export type FilesRule = {
  /** The name of the parts that are files. */
  readonly field: string
  readonly maxFiles: number
  readonly maxBytesEach: number
  readonly maxBytesTotal: number
}

export type Context<P, Q, B> = {
  /** null only on routes whose access is 'public'. */
  readonly actor: Actor
  readonly params: P
  readonly query: Q
  readonly body: B
  /** At least one where the route accepts files, none elsewhere. */
  readonly files: readonly ReceivedFile[]
  readonly request: RequestFacts
  /** Who acts, for the transactions that an `ownWrite` opens itself; the audit log is written from it. */
  readonly audit: AuditSettings
}

type Common = {
  readonly path: string
  /** Verb and noun, unique: the operationId of the OpenAPI document and the name in the business log. */
  readonly operation: string
  readonly tag: string
  readonly summary: Text
  /** What it does, in which units, what it refuses and who sees what, in the reader’s words. */
  readonly description: Text
  /** A permission's name; 'authenticated': anyone signed in; 'public': everyone. There is no default. */
  readonly access: string
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Nothing in the body is required, and no body at all is an empty one. */
  readonly isBodyOptional?: boolean
  /** Schema of `data`. */
  readonly response: TSchema
  readonly status?: number
  readonly message?: Text
  /** What it may refuse beside what every route of its kind may (see `platform/docs`); the documentation lists them. */
  readonly errors?: readonly ErrorFactory[]
  /** Bytes; 1 MiB unless said. */
  readonly bodyLimit?: number
  /** Makes its body `multipart/form-data`. */
  readonly acceptsFiles?: FilesRule
  /** The answer or the body holds a secret: never kept for a replay, never logged, never cached. */
  readonly secret?: boolean
  /** The body or the query holds what people may have erased: neither is written to a log. */
  readonly isPersonal?: boolean
  readonly acceptsMessagePack?: boolean
  /** An `ownWrite` whose record has an id of its client's: sent again with it, or with the key that stands for it, it answers 200. */
  readonly isKnownByItsId?: boolean
  /** A reading is written down, so that there is none without its answer: no HEAD. */
  readonly countsReadings?: boolean
  /** It answers for as long as the reader stays: it has taken as long as it took to begin. */
  readonly staysOpen?: boolean
  /** Enrolled devices may ask it with their signature, whatever its `access`: it is their power, and their only one. */
  readonly acceptsDevices?: boolean
  /**
   * What the request is to the installation, where its kind does not say it: under too much load reports are turned away
   * before other reads, then writes, and sales last.
   */
  readonly importance?: 'reports' | 'sales'
  /** Counted apart, by address for those who want to be let in and by person for what is costly (see `platform/limits`). */
  readonly limit?: 'sign-in' | 'costly'
  /** Whoever succeeds has shown who they are, and is not counted as one who wants to be let in. */
  readonly provesCaller?: boolean
  /** On a public route: whoever shows a credential that is valid is known by it, and anybody else is a guest. */
  readonly knowsCaller?: boolean
  /** It tells itself whether what the client has (`If-None-Match`) is still good, and then answers 304. */
  readonly answersNotModified?: boolean
  /**
   * What it answers beside JSON, or instead: data that is a text, bytes or a stream goes out as it is, without an
   * envelope, under the content type that the outcome's headers name.
   */
  readonly contentTypes?: readonly string[]
}

type Runs = {
  prepare?(context: Context<unknown, unknown, unknown> & { sql: Sql }): Promise<unknown>
  run(context: Context<unknown, unknown, unknown> & { sql: Sql; tx: Tx; prepared: unknown }): Promise<Outcome<unknown>>
}

/** A row of a room's table, with its types erased: what the request path reads. */
export type Route = Common &
  Runs & {
    readonly method: Method
    readonly work: 'read' | 'write' | 'own'
    readonly cache?: CachePolicy
    /** Cache families that this write ends, in its own transaction. */
    readonly touches?: readonly string[]
    /** The write changes who may do what: once committed, this process remembers nobody and asks again. */
    readonly changesActors?: boolean
  }

type Typed<P extends TSchema, Q extends TSchema, B extends TSchema> = Omit<
  Common,
  'params' | 'query' | 'body' | 'response'
> & {
  params?: P
  query?: Q
  body?: B
}
type Result<R extends TSchema> = Promise<Outcome<Static<R>>>
type Input<P extends TSchema, Q extends TSchema, B extends TSchema> = Context<Static<P>, Static<Q>, Static<B>>

/** A read: runs on a pooled connection, may be cached. */
export function read<P extends TSchema, Q extends TSchema, R extends TSchema>(
  route: Typed<P, Q, TSchema> & {
    response: R
    cache?: CachePolicy
    run(context: Input<P, Q, TSchema> & { sql: Sql }): Result<R>
  },
): Route {
  return { ...route, method: 'GET', work: 'read', run: route.run as Runs['run'] }
}

/** A read whose question is too long for an address: asked by POST, it writes nothing and is never kept. */
export function readByPost<P extends TSchema, B extends TSchema, R extends TSchema>(
  route: Typed<P, TSchema, B> & {
    response: R
    run(context: Input<P, TSchema, B> & { sql: Sql }): Result<R>
  },
): Route {
  return { ...route, method: 'POST', work: 'read', run: route.run as Runs['run'] }
}

/** A write: runs in one transaction with its idempotency key, and ends the cached pages that it touches. */
export function write<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema, Prepared>(
  route: Typed<P, Q, B> & {
    method: Exclude<Method, 'GET'>
    response: R
    touches?: readonly string[]
    changesActors?: boolean
    /**
     * What takes too long for a transaction, such as decoding the files that came or hashing a password: done before
     * it begins, whether or not it will commit, and handed to `run`.
     */
    prepare?(context: Input<P, Q, B> & { sql: Sql }): Promise<Prepared>
    run(context: Input<P, Q, B> & { tx: Tx; prepared: Prepared }): Result<R>
  },
): Route {
  const { prepare, run, ...row } = route
  return {
    ...row,
    work: 'write',
    ...(prepare !== undefined && { prepare: prepare as NonNullable<Runs['prepare']> }),
    run: run as Runs['run'],
  }
}

/**
 * A write that keeps its own transaction and its own way of being repeatable (sales join a common transaction and are
 * known by their id; a login makes a new token each time).
 */
export function ownWrite<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  route: Typed<P, Q, B> & {
    method: Exclude<Method, 'GET'>
    response: R
    run(context: Input<P, Q, B> & { sql: Sql }): Result<R>
  },
): Route {
  return { ...route, work: 'own', run: route.run as Runs['run'] }
}
