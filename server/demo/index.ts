export { type Demo, type DemoOptions, makeDemo } from './make-demo.ts'
export { describePeople, writeSignIns } from './sign-in-file.ts'
