/** Where what is typed goes. */
export const SEARCH_ID = 'till-search'
