/** A signed-in seller, as GET /api/session answers. */
import { type Session } from '../meta/wire'

export const session: Session = {
  account: {
    id: '0190a000-0000-7000-8000-000000000001',
    name: 'Bruna Tavares',
    email: 'gestor@demo.local',
    locale: 'pt-BR',
  },
  member: {
    id: '0190a000-0000-7000-8000-000000000011',
    name: 'Bruna Tavares',
    units: [{ id: '0190a000-0000-7000-8000-000000000021', name: 'Moema' }],
    roles: ['manager'],
  },
  clinic: {
    slug: 'demo',
    name: 'Clínica Atemporal',
    mode: 'live',
    timezone: 'America/Sao_Paulo',
    locale: 'pt-BR',
  },
  clinics: [{ slug: 'demo', name: 'Clínica Atemporal' }],
  roles: [{ key: 'manager', label: 'Comercial' }],
  csrf: 'fixture-token',
  live: 'fixture-position',
}
