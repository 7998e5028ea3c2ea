/** As a page with types has it. */
import '@dealflow/pictures';
import { FunnelPicture } from '@dealflow/pictures/funnel';

const funnel: FunnelPicture = document.createElement('dealflow-funnel');
funnel.measure = 'amount';
// @ts-expect-error: no such measure
funnel.measure = 'sum';
document.querySelector('dealflow-forecast')!.show = 'sum';
document.querySelector('dealflow-flow')!.stage = 'needs-confirmed';
document.querySelector('dealflow-curve')!.zone = 'Asia/Shanghai';
