import { OPERATIONS } from './api.js';
import { listen } from './listen.js';
import { send } from './send.js';
/** A client with a method for each operation of the API, named as the documentation names it. */
export function createClient(options = {}) {
    const transport = {
        baseUrl: (options.baseUrl ?? '').replace(/\/+$/, ''),
        token: options.token,
        language: options.language,
        timeoutMs: options.timeoutMs ?? 30_000,
        retries: options.retries ?? 3,
        maxWaitMs: options.maxWaitMs ?? 30_000,
        fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    };
    const methods = {
        withToken: (token) => createClient({ ...options, token }),
    };
    for (const [name, facts] of Object.entries(OPERATIONS)) {
        methods[name] = make(transport, facts);
    }
    // The table and the types are generated from one document.
    return methods;
}
function make(transport, facts) {
    if (facts.stream)
        return (...args) => listen(transport, facts, readArguments(facts, args));
    return facts.list ? makeList(transport, facts) : makeCall(transport, facts);
}
function makeCall(transport, facts) {
    return async (...args) => (await send(transport, facts, readArguments(facts, args))).data;
}
function makeList(transport, facts) {
    const read = async (...args) => {
        const { data, meta } = await send(transport, facts, readArguments(facts, args));
        return { data: data, meta };
    };
    return Object.assign(read, { all: (...args) => walk(transport, facts, readArguments(facts, args)) });
}
const PER_PAGE_MAX = 100;
async function* walk(transport, facts, question) {
    let cursor = '';
    while (cursor !== null) {
        const query = { per_page: PER_PAGE_MAX, ...question.query, cursor };
        const { data, meta } = await send(transport, facts, { ...question, query });
        yield* data;
        cursor = meta?.next_cursor ?? null;
    }
}
/** The arguments stand in one order everywhere: the places of the path, the body, the query, the options. */
function readArguments(facts, args) {
    const rest = [...args];
    const params = facts.params.map((name) => [name, String(rest.shift())]);
    const body = facts.body === undefined ? undefined : rest.shift();
    const query = facts.query ? rest.shift() : undefined;
    const options = (rest.shift() ?? {});
    return { params: Object.fromEntries(params), body, query, options };
}
