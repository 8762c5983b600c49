import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconArrowsSort,
  IconChartBar,
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconCopy,
  IconDeviceDesktop,
  IconDoorExit,
  IconEyeOff,
  IconFileUpload,
  IconFolder,
  IconHome,
  IconInbox,
  IconInfoCircle,
  IconLayoutGrid,
  IconListSearch,
  IconMenu2,
  IconPlus,
  IconSearch,
  IconSettings,
  IconTrash,
  IconUser,
  IconUserCog,
  IconUsers,
  IconWorld,
  IconX,
} from '@tabler/icons-react';

const icons = {
  add: IconPlus,
  ascending: IconArrowUp,
  attention: IconAlertTriangle,
  audit: IconListSearch,
  cases: IconFolder,
  chart: IconChartBar,
  check: IconCheck,
  close: IconX,
  copy: IconCopy,
  descending: IconArrowDown,
  device: IconDeviceDesktop,
  done: IconCircleCheck,
  empty: IconInbox,
  exit: IconDoorExit,
  home: IconHome,
  import: IconFileUpload,
  info: IconInfoCircle,
  kit: IconLayoutGrid,
  menu: IconMenu2,
  next: IconChevronRight,
  people: IconUsers,
  person: IconUser,
  previous: IconChevronLeft,
  remove: IconTrash,
  roles: IconUserCog,
  search: IconSearch,
  settings: IconSettings,
  sortable: IconArrowsSort,
  withheld: IconEyeOff,
  world: IconWorld,
} as const;

export type IconName = keyof typeof icons;
const turning: readonly IconName[] = ['next', 'previous', 'exit'];

/** A picture beside words; never the only carrier of a meaning, so it is hidden from screen readers. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const Picture = icons[name];
  const turns = turning.includes(name) ? { 'data-kit-turns': true } : {};
  return <Picture size={size} stroke={1.75} aria-hidden="true" focusable="false" {...turns} />;
}
