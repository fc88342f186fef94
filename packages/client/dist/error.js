/** A refusal, or no answer. Programs tell them apart by `code`, never by the words. */
export class ComptoirError extends Error {
    name = 'ComptoirError';
    status;
    code;
    errors;
    requestId;
    retryAfter;
    constructor({ status, code, message, errors = {}, requestId, retryAfter, cause }) {
        super(message, cause === undefined ? undefined : { cause });
        this.status = status;
        this.code = code;
        this.errors = errors;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }
}
