/** The family of cached pages that name people, such as those of the catalogue with who made an article. */
export const PEOPLE_PAGES = ['users'] as const
