/**
 * Looks shared by floating layers. Heights: sheet 40, dialog 45, menu and popover 50, notices 60, tip 70;
 * a scrim has the height of what it belongs to.
 */
export const popupStyle =
  'rounded-card bg-raised p-1 text-fg shadow-pop outline-none motion-pop origin-(--transform-origin)'
export const itemStyle =
  'flex h-8 w-full cursor-default items-center gap-2 rounded-chip px-2 text-ui whitespace-nowrap outline-none select-none data-highlighted:bg-hover data-disabled:opacity-55 max-md:h-11 [&>svg]:text-fg-3'
export const scrimStyle =
  'fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0'
