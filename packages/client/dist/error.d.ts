import type { ErrorCode } from './api.js';
/** What a refusal says; status 0 when there was no answer at all. */
export type Refusal = {
    readonly status: number;
    readonly code: ErrorCode | ClientCode | (string & {});
    readonly message: string;
    /** Messages by field, with dotted paths: `lines.0.quantity`. */
    readonly errors?: Readonly<Record<string, readonly string[]>>;
    readonly requestId?: string | undefined;
    /** Seconds to wait before the same is asked again. */
    readonly retryAfter?: number | undefined;
    readonly cause?: unknown;
};
/** Codes of the client’s own: no answer came, none came in time, or what came was no answer of Comptoir’s. */
export type ClientCode = 'network_error' | 'timeout' | 'unreadable_answer';
/** A refusal, or no answer. Programs tell them apart by `code`, never by the words. */
export declare class ComptoirError extends Error {
    readonly name = "ComptoirError";
    readonly status: number;
    readonly code: Refusal['code'];
    readonly errors: Readonly<Record<string, readonly string[]>>;
    readonly requestId: string | undefined;
    readonly retryAfter: number | undefined;
    constructor({ status, code, message, errors, requestId, retryAfter, cause }: Refusal);
}
