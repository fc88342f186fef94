/** The SECRET_KEY of the tests. */
export const TEST_SECRET_KEY = 'secret-key-of-the-tests-0123456789abcdef'
