export { attachmentActions, maxAttachmentBytes } from './actions.ts';
