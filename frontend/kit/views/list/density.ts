/** Row height of each density; a view that says none is normal. */
import { type ViewPlan } from '../../meta/plan'

export type Density = NonNullable<ViewPlan['density']>
export const ROW_HEIGHT: Record<Density, number> = { compact: 32, normal: 36, relaxed: 44 }
