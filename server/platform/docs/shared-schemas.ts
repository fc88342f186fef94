type Reference = { $ref: string }

/**
 * Schemas that operations share, each named once. Programs that generate clients get a type per name, and what is
 * asked and answered the same way is the same type.
 */
export class SharedSchemas {
  readonly #names = new Map<string, string>()
  readonly #schemas: Record<string, unknown> = {}

  /** The reference that stands for a schema: to the one of its first user where an equal one is known. */
  refer(name: string, schema: unknown): Reference {
    const text = JSON.stringify(schema)
    const known = this.#names.get(text) ?? name
    this.#names.set(text, known)
    this.#schemas[known] = schema
    return { $ref: `#/components/schemas/${known}` }
  }

  all(): Readonly<Record<string, unknown>> {
    return this.#schemas
  }
}
