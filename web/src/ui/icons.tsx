// Shapes: every status has its own, so that colour is never needed to tell them apart.
import type { Status, Verdict } from "../types";

const STATUS_PATHS: Record<Status, string> = {
  eligible: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.6 4.6L7 10.2 4.6 7.9l-1 1L7 12.3l5.6-5.6z",
  open: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z",
  deferred: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.7a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.700ZM7.2 4.500h1.600v3.200l2.3 1.5-.9 1.3-3-2z",
  ruled_out: "M5 1h6l4 4v6l-4 4H5l-4-4V5zm.6 3.400L4.4 5.6 6.8 8l-2.4 2.4 1.2 1.200L8 9.200l2.4 2.4 1.2-1.200L9.2 8l2.4-2.4-1.2-1.200L8 6.800z",
};

const VERDICT_PATHS: Record<Verdict, string> = {
  satisfied: "m6.4 12.6-4.2-4.2 1.5-1.5 2.7 2.7 5.9-5.9 1.5 1.500z",
  violated: "M4.2 2.8 8 6.600l3.8-3.8 1.4 1.400L9.4 8l3.8 3.8-1.4 1.400L8 9.400l-3.8 3.8-1.4-1.400L6.6 8 2.8 4.200z",
  unknown: "M5 5.600C5 3.9 6.3 2.7 8.1 2.700s3 1 3 2.700c0 1.3-.8 2-1.6 2.5-.6.4-.8.7-.8 1.300v.5H7v-.7c0-1.2.6-1.8 1.3-2.3.6-.4.9-.7.9-1.2 0-.6-.4-1-1.1-1s-1.2.5-1.2 1.300zM7 11.300h1.900v1.900H7z",
};

const PATHS = {
  send: "M1.5 2.3 15 8 1.5 13.700l1.3-4.800L9 8 2.8 7.100z",
  edit: "m11.3 1.6 3.1 3.1-8.6 8.6-3.9.8.8-3.900zM10.2 4.500l-6 6-.3 1.6 1.6-.3 6-6z",
  forget: "M5.5 2h5l.7 1.500H14V5H2V3.500h2.800zM3.3 6h9.400l-.8 8H4.100z",
  copy: "M5 1h8.500v10H11v3.500H2.500v-10H5zm1.5 1.500v7H12v-7zM4 6v7h5.500v-2H5V6z",
  undo: "M6.5 3v2.600H10a4 4 0 0 1 0 8H5V12h5a2.4 2.4 0 0 0 0-4.800H6.500V9.800L2 6.400z",
  down: "M7.2 1.500h1.600v7.300l2.7-2.7 1.1 1.100L8 11.8 3.4 7.200l1.1-1.1 2.7 2.700zM2.5 13h11v1.600h-11z",
  plus: "M7.2 2.500h1.600v4.700h4.700v1.600H8.800v4.700H7.200V8.800H2.500V7.200h4.700z",
  phone: "M4.4 1.5 6.5 5 5.2 6.500c.7 1.7 2.3 3.4 4.2 4.300L11 9.500l3.5 2.1-.8 2.600c-5 .8-12-5.7-11.7-11.700z",
  chat: "M2 2h12v9H7l-3.5 3v-3H2zm1.6 1.600v5.800h8.800V3.600z",
  list: "M2 3h2v2H2zm3.5.2H14v1.600H5.500zM2 7h2v2H2zm3.5.2H14v1.600H5.500zM2 11h2v2H2zm3.5.2H14v1.600H5.500z",
  close: "M3.6 2.5 8 6.900l4.4-4.4 1.1 1.100L9.1 8l4.4 4.4-1.1 1.100L8 9.100l-4.4 4.4-1.1-1.100L6.9 8 2.5 3.600z",
  print: "M4 1.500h8V5h2.500v7H12v2.500H4V12H1.500V5H4zm1.5 1.500v2h5V3zm0 7.500V13h5v-2.500z",
  chevron: "m5.5 2.5 5.5 5.5-5.5 5.5-1.1-1.100L8.8 8 4.4 3.600z",
} as const;

export type IconName = keyof typeof PATHS;

const Shape = ({ path, name }: { path: string; name: string }) => (
  <svg class={`icon ${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d={path} fill="currentColor" fill-rule="evenodd" />
  </svg>
);

export const Icon = ({ name }: { name: IconName }) => <Shape path={PATHS[name]} name={`icon-${name}`} />;
export const StatusIcon = ({ status }: { status: Status }) => <Shape path={STATUS_PATHS[status]} name={`is-${status}`} />;
export const VerdictIcon = ({ verdict }: { verdict: Verdict }) => <Shape path={VERDICT_PATHS[verdict]} name={`is-${verdict}`} />;
