import { RouterProvider } from '@tanstack/react-router'
import { router } from './app/back-office.tsx'
import { startApplication } from './app/start-application.tsx'

startApplication(<RouterProvider router={router} />, 'bottom-right')
