import { useSession } from '../../app/session.tsx'
import { Dashboard } from './dashboard.tsx'
import { PersonalHome } from './personal-home.tsx'

/** The first page: the day of the stores for whoever may see reports, and for everybody else what they may do. */
export default function HomePage() {
  const { can } = useSession()
  return can('reports.view') ? <Dashboard /> : <PersonalHome />
}
