/** The compiled model of this actor: read once, revalidated by ETag, read again when an answer carries a newer version. */
import { type QueryClient, queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { compileModel, type EntityPlan, type ModelPlan, withoutWrites } from '../meta/plan'
import { withSavedViews } from '../meta/saved-views'
import { type WireModel } from '../meta/wire'
import { keys } from './data'
import { send, wireHttp } from './http'
import { isProblem } from './problem'
import { type SavedViews, savedViewsQuery } from './saved-views'
import { sessionQuery } from './session'

let known: { etag: string; locale: string; model: WireModel } | null = null

async function loadModel(signal: AbortSignal): Promise<WireModel> {
  const headers: Record<string, string> = known ? { 'If-None-Match': known.etag } : {}
  const response = await send('/model', { headers, signal })
  if (response.status === 304 && known) return known.model
  const model = (await response.json()) as WireModel
  const etag = response.headers.get('ETag')
  known = etag ? { etag, locale: model.locale, model } : null
  return model
}

export const modelQuery = queryOptions({
  queryKey: keys.model,
  queryFn: ({ signal }) => loadModel(signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: (count, error) => count < 1 && isProblem(error) && error.isTemporary,
})

type Compiler = (model: WireModel, views: SavedViews | undefined) => ModelPlan

/** Compiles once for each model and list of saved views. */
function compiler(prepare: (model: WireModel) => WireModel): Compiler {
  const compiled = new WeakMap<WireModel, WeakMap<object, ModelPlan>>()
  const none = {}
  return (model, views) => {
    const known = compiled.get(model) ?? new WeakMap<object, ModelPlan>()
    compiled.set(model, known)
    const done = known.get(views ?? none)
    if (done) return done
    const plan = compileModel(prepare(views ? withSavedViews(model, views) : model))
    known.set(views ?? none, plan)
    return plan
  }
}
const planOf = compiler((model) => model)
const frozenPlanOf = compiler(withoutWrites)

/** A frozen clinic offers nothing that the server would refuse. Without the saved views, those of the packages are there. */
export function useModel(): ModelPlan {
  const session = useQuery({ ...sessionQuery, enabled: false })
  const isFrozen = session.data?.clinic.mode === 'frozen'
  const model = useSuspenseQuery(modelQuery).data
  const views = useQuery({ ...savedViewsQuery, enabled: false }).data
  return (isFrozen ? frozenPlanOf : planOf)(model, views)
}

export function useEntity(nameOrPlural: string): EntityPlan | null {
  return useModel().findEntity(nameOrPlural)
}

export function modelPlan(client: QueryClient): ModelPlan | null {
  const model = client.getQueryData<WireModel>(keys.model)
  return model ? planOf(model, client.getQueryData(savedViewsQuery.queryKey)) : null
}

/** Someone published: the next render has the new labels, fields and rights. */
export function watchModelVersion(client: QueryClient): void {
  let asked = 0
  wireHttp({
    onModelVersion: (version) => {
      const current = client.getQueryData<WireModel>(keys.model)?.version
      if (current === undefined || version <= current || version <= asked) return
      asked = version
      void client.invalidateQueries({ queryKey: keys.model })
    },
  })
}

/** For a new sign-in: another person has another model. */
export function forgetModel(): void {
  known = null
}
