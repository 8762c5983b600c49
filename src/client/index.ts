export {
  CallProblem,
  createClient,
  type CallOptions,
  type Client,
  type Transport,
  type TransportReply,
  type TransportRequest,
} from './call.ts';
export { actionTable, type ActionName, type ActionTypes } from './actions.generated.ts';
