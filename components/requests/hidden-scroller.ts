import {
  observeElementOffset,
  observeElementRect,
  type Virtualizer,
} from "@tanstack/react-virtual";

type ListVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** False while something around the scroller hides it: it then has neither size nor offset. */
export function isDisplayed(scroller: Element | null): boolean {
  return scroller !== null && scroller.clientHeight > 0;
}

/** Options for a virtualizer whose scroller is hidden at times: it keeps rows and place meanwhile. */
export const keepWhileHidden = {
  observeElementOffset: (
    virtualizer: ListVirtualizer,
    onOffset: (offset: number, isScrolling: boolean) => void,
  ) =>
    observeElementOffset(virtualizer, (offset, isScrolling) => {
      if (isDisplayed(virtualizer.scrollElement)) onOffset(offset, isScrolling);
    }),
  observeElementRect: (
    virtualizer: ListVirtualizer,
    onRect: (rect: { width: number; height: number }) => void,
  ) =>
    observeElementRect(virtualizer, (rect) => {
      const { scrollElement, scrollOffset } = virtualizer;
      if (!isDisplayed(scrollElement)) return;
      onRect(rect);
      if (scrollElement && scrollOffset !== null) scrollElement.scrollTop = scrollOffset;
    }),
};
