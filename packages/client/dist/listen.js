import { ComptoirError } from './error.js';
import { openStream, sleep, waitBefore } from './send.js';
/** Comptoir says something every fifteen seconds: after three times of silence nobody is there. */
const LONGEST_SILENCE_MS = 45_000;
const FIRST_RETRY_MS = 2_000;
/**
 * What a stream carries, for as long as it is read. Where it breaks off it is opened again from where it was: nothing is
 * missed and nothing comes twice. It ends with the signal, with the loop that reads it, or with a refusal.
 */
export async function* listen(transport, facts, question) {
    const { signal } = question.options;
    let retryMs = FIRST_RETRY_MS;
    let cursor;
    for (let failures = 0;;) {
        const leaving = new AbortController();
        const ends = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]);
        try {
            const body = await openStream(transport, facts, question, cursor, ends);
            failures = 0;
            for await (const message of readMessages(body, () => leaving.abort())) {
                cursor = message.id ?? cursor;
                retryMs = message.retry ?? retryMs;
                if (message.data === undefined || message.event === 'end')
                    continue;
                yield message.event === 'reset' ? { type: 'reset' } : JSON.parse(message.data);
            }
            await sleep(retryMs, signal);
        }
        catch (error) {
            signal?.throwIfAborted();
            const wait = error instanceof ComptoirError ? waitBefore(transport, facts, error, failures) : null;
            if (wait === null)
                throw error;
            failures += 1;
            await sleep(wait, signal);
        }
        finally {
            leaving.abort();
        }
    }
}
/** The messages of a stream of server-sent events, until it breaks off or falls silent. */
async function* readMessages(body, giveUp) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
        const timer = setTimeout(giveUp, LONGEST_SILENCE_MS);
        // Whatever broke it off, it is opened again.
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        clearTimeout(timer);
        if (done)
            return;
        text += decoder.decode(value, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        yield* blocks.map(readMessage);
    }
}
function readMessage(block) {
    const message = {};
    for (const line of block.split('\n')) {
        const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
        if (name === 'id' || name === 'event' || name === 'data')
            message[name] = value;
        else if (name === 'retry')
            message.retry = Number(value);
    }
    return message;
}
