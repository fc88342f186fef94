/** The class of an article that names none; it belongs to the system. */
export const ORDINARY_CLASS = 'standard'
