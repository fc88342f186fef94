import { type Api } from './api.js';
export type ClientOptions = {
    /** Where Comptoir answers: `https://comptoir.example`. In a browser, the page’s own origin unless given. */
    readonly baseUrl?: string;
    /** A token, or what answers one for each request. Without it the browser’s session is used. */
    readonly token?: string | (() => string | Promise<string>);
    /** Of messages and names; French unless given. */
    readonly language?: 'fr' | 'en';
    /** For each attempt; 30 seconds unless given. */
    readonly timeoutMs?: number;
    /** How many times a request that may be repeated is sent again; 3 unless given. */
    readonly retries?: number;
    /** Longest wait before a repetition; 30 seconds unless given. A longer `Retry-After` ends the call. */
    readonly maxWaitMs?: number;
    /** Replaces the global `fetch`. */
    readonly fetch?: typeof fetch;
};
export type Client = Api & {
    /** The same client for another token, such as that of a login. */
    withToken(token: NonNullable<ClientOptions['token']>): Client;
};
/** A client with a method for each operation of the API, named as the documentation names it. */
export declare function createClient(options?: ClientOptions): Client;
