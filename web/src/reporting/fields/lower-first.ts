/** A name within a sentence: « Classe ABC » is « classe ABC » there. */
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
