/** The reads that a change of a person ends. */
export const PERSON_READS = ['getUser', 'listUsers', 'listStaff', 'readProfile'] as const
