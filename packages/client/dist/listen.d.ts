import type { OperationFacts } from './operation.js';
import { type Question, type Transport } from './send.js';
/**
 * What a stream carries, for as long as it is read. Where it breaks off it is opened again from where it was: nothing is
 * missed and nothing comes twice. It ends with the signal, with the loop that reads it, or with a refusal.
 */
export declare function listen(transport: Transport, facts: OperationFacts, question: Question): AsyncGenerator<unknown, void, undefined>;
