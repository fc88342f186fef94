/** How an operation is asked, as the table that is generated from the document says it. */
export type OperationFacts = {
    readonly method: string;
    readonly path: string;
    /** Names of the path’s places, in the order of the arguments. */
    readonly params: readonly string[];
    readonly body?: 'json' | 'multipart';
    readonly query?: true;
    /** Answers a page of a collection that can be walked. */
    readonly list?: true;
    /** Answers a stream that stays open. */
    readonly stream?: true;
    /** Takes an `Idempotency-Key`, so that it may be sent again without harm. */
    readonly repeatable?: true;
};
export type CallOptions = {
    /** Ends the call; it rejects with the signal’s reason. */
    readonly signal?: AbortSignal;
    /** For each attempt; that of the client unless given. */
    readonly timeoutMs?: number;
    readonly language?: 'fr' | 'en';
    readonly headers?: Readonly<Record<string, string>>;
};
export type WriteOptions = CallOptions & {
    /** What makes a repeated write happen once. The client makes one for each call unless it is given. */
    readonly idempotencyKey?: string;
};
/** A page of a collection, with what says where it stands. */
export type Page<Item, Meta> = {
    readonly data: Item[];
    readonly meta: Meta;
};
/** Reads a page; `all` walks the whole collection, page by page, at constant cost. */
export type ListOperation<Arguments extends unknown[], Item, Meta> = {
    (...args: Arguments): Promise<Page<Item, Meta>>;
    all(...args: Arguments): AsyncGenerator<Item, void, undefined>;
};
/** Some of what a stream has carried is lost, and nobody knows which: read again whatever you keep. What follows is new. */
export type StreamReset = {
    readonly type: 'reset';
};
