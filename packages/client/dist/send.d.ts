import { ComptoirError } from './error.js';
import type { OperationFacts, WriteOptions } from './operation.js';
export type Transport = {
    readonly baseUrl: string;
    readonly token: string | (() => string | Promise<string>) | undefined;
    readonly language: string | undefined;
    readonly timeoutMs: number;
    readonly retries: number;
    readonly maxWaitMs: number;
    readonly fetch: typeof fetch;
};
/** One call, before it is a request. */
export type Question = {
    readonly params: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly query: Readonly<Record<string, unknown>> | undefined;
    readonly options: WriteOptions;
};
export type Answered = {
    data: unknown;
    meta?: unknown;
};
/**
 * Asks, and asks again where that can do no harm: after 429 whatever was asked, for nothing was done; after 503 and after
 * a fault of the network only what reads, or carries a key by which Comptoir does it once.
 */
export declare function send(transport: Transport, facts: OperationFacts, question: Question): Promise<Answered>;
/** Milliseconds until the next attempt; null: there is none. */
export declare function waitBefore(transport: Transport, facts: OperationFacts, error: ComptoirError, attempt: number): number | null;
/**
 * Opens a stream from where its reader stands. Opening it takes as long as a request may; then it stays open.
 *
 * @param ends ends the stream, opened or not
 */
export declare function openStream(transport: Transport, facts: OperationFacts, question: Question, lastEventId: string | undefined, ends: AbortSignal): Promise<ReadableStream<Uint8Array>>;
export declare function sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
