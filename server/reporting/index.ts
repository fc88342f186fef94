export { findReportFaults } from './find-report-faults.ts'
export { reportingRoutes } from './routes.ts'
