export { type Demo, type DemoOptions, makeDemo } from './make-demo.ts'
export { describeSignIns, hasSignInFile, signInPath, writeSignIns } from './sign-in-file.ts'
