/** The addresses of this app, for the kit. */
import { useModel } from '@kit/client/model'
import { type Navigation } from '@kit/client/navigation'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { recordHref, viewHref } from './addresses'

export function useKitNavigation(): Navigation {
  const router = useRouter()
  const model = useModel()
  return useMemo(() => {
    const plural = (entity: string) => model.findEntity(entity)?.plural ?? entity
    const go: Navigation['go'] = (href, options) =>
      void router.navigate({ href, replace: options?.replace })
    return {
      viewHref: (entity, view) => viewHref(plural(entity), view),
      recordHref: (entity, id) => recordHref(plural(entity), id),
      go,
      back: (entity) => {
        if (router.history.canGoBack()) router.history.back()
        else go(viewHref(plural(entity), model.findEntity(entity)?.defaultView?.slug))
      },
    }
  }, [router, model])
}
