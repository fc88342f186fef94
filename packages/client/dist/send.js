import { ComptoirError } from './error.js';
import { newId } from './new-id.js';
/**
 * Asks, and asks again where that can do no harm: after 429 whatever was asked, for nothing was done; after 503 and after
 * a fault of the network only what reads, or carries a key by which Comptoir does it once.
 */
export async function send(transport, facts, question) {
    const { signal } = question.options;
    const key = facts.repeatable ? (question.options.idempotencyKey ?? newId()) : undefined;
    const request = makeRequest(transport, facts, question, key);
    for (let attempt = 0;; attempt += 1) {
        try {
            return await ask(transport, facts, request, question);
        }
        catch (error) {
            signal?.throwIfAborted();
            const wait = error instanceof ComptoirError ? waitBefore(transport, facts, error, attempt) : null;
            if (wait === null)
                throw error;
            await sleep(wait, signal);
        }
    }
}
/** Milliseconds until the next attempt; null: there is none. */
export function waitBefore(transport, facts, error, attempt) {
    if (attempt >= transport.retries)
        return null;
    const isSafe = facts.method === 'GET' || facts.repeatable === true;
    const isPassing = error.status === 429 || (isSafe && PASSING.has(error.status));
    if (!isPassing)
        return null;
    const asked = error.retryAfter === undefined ? 0 : error.retryAfter * 1000;
    if (asked > transport.maxWaitMs)
        return null;
    // Doubled each time, and spread, so that many clients do not come back together.
    const backoff = FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random());
    return Math.min(Math.max(asked, backoff), Math.max(asked, transport.maxWaitMs));
}
const FIRST_WAIT_MS = 200;
/** No answer, a gateway’s, or one that says to come back. */
const PASSING = new Set([0, 502, 503, 504]);
function makeRequest(transport, facts, question, key) {
    const { params, options, body } = question;
    const path = facts.path.replace(/\{(\w+)\}/g, (_place, name) => encodeURIComponent(params[name] ?? ''));
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(question.query ?? {})) {
        if (value !== undefined)
            query.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
    const language = options.language ?? transport.language;
    const isJson = facts.body === 'json' && body !== undefined;
    return {
        url: `${transport.baseUrl}${path}${query.size === 0 ? '' : `?${query}`}`,
        init: {
            method: facts.method,
            // With a token, the browser's own session has no say.
            credentials: transport.token === undefined ? 'include' : 'omit',
            ...(isJson && { body: JSON.stringify(body) }),
            ...(facts.body === 'multipart' && { body: toForm(body) }),
        },
        headers: {
            accept: 'application/json, */*;q=0.5',
            ...(isJson && { 'content-type': 'application/json' }),
            ...(language !== undefined && { 'accept-language': language }),
            ...(key !== undefined && { 'idempotency-key': key }),
            ...options.headers,
        },
    };
}
/** Files as they are, several under one name; what is no text travels as JSON. */
function toForm(body) {
    const form = new FormData();
    for (const [name, value] of Object.entries((body ?? {}))) {
        if (value === undefined || value === null)
            continue;
        const isFiles = Array.isArray(value) && value.every((item) => item instanceof Blob);
        for (const item of isFiles ? value : [value]) {
            if (item instanceof Blob)
                form.append(name, item);
            else
                form.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
        }
    }
    return form;
}
async function ask(transport, facts, request, question) {
    const headers = { ...request.headers, ...(await signedBy(transport)) };
    const timeout = AbortSignal.timeout(question.options.timeoutMs ?? transport.timeoutMs);
    const { signal: given } = question.options;
    const signal = given === undefined ? timeout : AbortSignal.any([given, timeout]);
    try {
        const response = await transport.fetch(request.url, { ...request.init, headers, signal });
        return await readAnswer(response);
    }
    catch (error) {
        if (error instanceof ComptoirError)
            throw error;
        given?.throwIfAborted();
        const isLate = timeout.aborted;
        const message = isLate ? 'No answer came in time.' : `No answer came to ${facts.method} ${facts.path}.`;
        throw new ComptoirError({ status: 0, code: isLate ? 'timeout' : 'network_error', message, cause: error });
    }
}
async function signedBy({ token }) {
    const secret = typeof token === 'function' ? await token() : token;
    return secret === undefined ? {} : { authorization: `Bearer ${secret}` };
}
/**
 * Opens a stream from where its reader stands. Opening it takes as long as a request may; then it stays open.
 *
 * @param ends ends the stream, opened or not
 */
export async function openStream(transport, facts, question, lastEventId, ends) {
    const { url, init, headers } = makeRequest(transport, facts, question);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), question.options.timeoutMs ?? transport.timeoutMs);
    try {
        const response = await transport.fetch(url, {
            ...init,
            headers: {
                ...headers,
                accept: 'text/event-stream, application/json;q=0.5',
                ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
                ...(await signedBy(transport)),
            },
            signal: AbortSignal.any([ends, late.signal]),
        });
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
        if (response.ok && isStream && response.body !== null)
            return response.body;
        await readAnswer(response);
        throw unreadable(response, response.headers.get('x-request-id') ?? undefined);
    }
    catch (error) {
        if (error instanceof ComptoirError)
            throw error;
        ends.throwIfAborted();
        const isLate = late.signal.aborted;
        const message = isLate ? 'No answer came in time.' : `No answer came to ${facts.method} ${facts.path}.`;
        throw new ComptoirError({ status: 0, code: isLate ? 'timeout' : 'network_error', message, cause: error });
    }
    finally {
        clearTimeout(timer);
    }
}
/** JSON as one value: not a stream of lines such as `application/x-ndjson`. */
const IS_JSON = /[/+]json\b/;
async function readAnswer(response) {
    const type = response.headers.get('content-type') ?? '';
    const requestId = response.headers.get('x-request-id') ?? undefined;
    if (!IS_JSON.test(type)) {
        if (response.ok)
            return { data: type.startsWith('text/') ? await response.text() : await response.blob() };
        throw unreadable(response, requestId);
    }
    const body = (await response.json().catch(() => null));
    if (response.ok && body !== null)
        return { data: body.data, meta: body.meta };
    if (body?.code === undefined)
        throw unreadable(response, requestId);
    throw new ComptoirError({
        status: response.status,
        code: body.code,
        message: body.error ?? body.code,
        errors: body.errors ?? {},
        requestId,
        retryAfter: readRetryAfter(response),
    });
}
const unreadable = (response, requestId) => new ComptoirError({
    status: response.status,
    code: 'unreadable_answer',
    message: `${response.status} without an answer of Comptoir’s.`,
    requestId,
    retryAfter: readRetryAfter(response),
});
function readRetryAfter(response) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return Number.isFinite(seconds) ? seconds : undefined;
}
export function sleep(ms, signal) {
    return new Promise((done, fail) => {
        const end = () => {
            clearTimeout(timer);
            fail(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener('abort', end);
            done();
        }, ms);
        signal?.addEventListener('abort', end, { once: true });
    });
}
