import { parseArgs } from 'node:util'
import type { Language, Text } from '../platform/text.ts'

/** What the command line hands to a command. */
export type CommandContext = {
  /** The arguments after the command's name. */
  args: string[]
  language: Language
  /** Prints a sentence in the reader's language. */
  say(text: Text): void
}

/** Runs a command; answers the exit code: 0 when it did what was asked. */
export type Command = (context: CommandContext) => Promise<number>

/** The language of the terminal: English when its locale says so, French otherwise. */
export function languageOfTerminal(env: Record<string, string | undefined>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

/** Refuses the arguments of a command that takes none. @throws TypeError of `parseArgs`. */
export function refuseArguments({ args }: CommandContext): void {
  parseArgs({ args, options: {} })
}
