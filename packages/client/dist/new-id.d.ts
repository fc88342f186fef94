/**
 * A UUID of chance (version 4, RFC 9562). `crypto.randomUUID` exists only in secure contexts; a shop's own network often
 * has plain http, and there the browser has `getRandomValues` alone.
 */
export declare function newId(): string;
