export { type Demo, type DemoOptions, isUnused, makeDemo } from './make-demo.ts'
export { describePeople, writeSignIns } from './sign-in-file.ts'
export { takeDemo } from './take-demo.ts'
