import { html, css } from 'lit';
import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';
import { dialogRenderer } from '@vaadin/dialog/lit.js';
import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/grid';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { same, simpleName, target } from './dapr-invoke-texts.js';
import './qwc-dapr-invoke-calls.js';
import './qwc-dapr-invoke-send.js';

/**
 * Shows all emitters and interfaces of the application, and its last calls.
 */
export class QwcDaprInvokeEmitters extends QwcHotReloadElement {

    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-m);
            height: 100%;
            padding: 0 var(--lumo-space-m);
            overflow: auto;
        }
        h3 {
            margin: var(--lumo-space-s) 0 0 0;
            font-size: var(--lumo-font-size-l);
        }
        code {
            font-size: var(--lumo-font-size-s);
        }
        .none, .secondary {
            color: var(--lumo-contrast-70pct);
        }
        .secondary {
            font-size: var(--lumo-font-size-s);
        }
        .lines {
            display: flex;
            flex-direction: column;
        }
        vaadin-button {
            cursor: pointer;
        }
        vaadin-button vaadin-icon {
            width: 1em;
            height: 1em;
        }`;

    static properties = {
        _emitters: { state: true },
        _interfaces: { state: true },
        _selected: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        Promise.all([this.jsonRpc.declarations(), this.jsonRpc.emitters(), this.jsonRpc.interfaces()]).then(
            ([declared, running, interfaces]) => {
            this._interfaces = interfaces.result;
            this._emitters = running.result.map((emitter, index) => ({ ...declared.result[index], ...emitter, index }));
            // Keeps the typed text when the user switches between code and form
            this._selected = this._selected && (this._emitters.find(emitter => same(emitter, this._selected)) ?? null);
        });
    }

    render() {
        if (!this._emitters) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        return html`
            ${this._emitters.length > 0 ? this._renderGrid() : this._interfaces.length === 0 ? this._renderNone() : ''}
            ${this._interfaces.length > 0 ? this._renderInterfaces() : ''}
            <h3>Last calls</h3>
            <qwc-dapr-invoke-calls></qwc-dapr-invoke-calls>
            <vaadin-dialog id="send" resizable draggable width="760px"
                header-title=${this._selected ? `Send to ${target(this._selected)}` : ''}
                .opened=${this._selected != null}
                @opened-changed=${event => { if (!event.detail.value) this._selected = null; }}
                ${dialogRenderer(() => this._renderSend(), [this._selected])}>
            </vaadin-dialog>`;
    }

    _renderNone() {
        return html`<p class="none">The application injects no emitter. Add a field such as
            <code>@Inject @DaprInvoke(appId = "orders", methodName = "create") Emitter&lt;Order&gt; orders;</code></p>`;
    }

    _renderGrid() {
        return html`
            <vaadin-grid class="emitters" .items=${this._emitters} theme="no-border wrap-cell-content" all-rows-visible>
                <vaadin-grid-column header="Emitter" auto-width flex-grow="0" resizable
                    ${columnBodyRenderer(this._renderName, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Target" auto-width resizable
                    ${columnBodyRenderer(emitter => html`<code>${target(emitter)}</code>`, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Payload and response" auto-width resizable
                    ${columnBodyRenderer(this._renderTypes, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Injected at" auto-width resizable
                    ${columnBodyRenderer(this._renderPlaces, [])}></vaadin-grid-column>
                <vaadin-grid-column header="Configuration" auto-width resizable
                    ${columnBodyRenderer(this._renderConfiguration, [])}></vaadin-grid-column>
                <vaadin-grid-column auto-width flex-grow="0" frozen-to-end
                    ${columnBodyRenderer(emitter => this._renderButton(emitter), [])}></vaadin-grid-column>
            </vaadin-grid>`;
    }

    _renderInterfaces() {
        return html`
            <vaadin-grid class="interfaces" .items=${this._interfaces} theme="no-border wrap-cell-content" all-rows-visible>
                <vaadin-grid-column header="Interface" auto-width resizable ${columnBodyRenderer(service => html`
                    <code title=${service.interfaceName}>${simpleName(service.interfaceName)}</code>`, [])}></vaadin-grid-column>
                <vaadin-grid-column header="App ID" auto-width resizable
                    ${columnBodyRenderer(service => html`<code>${service.appId}</code>`, [])}></vaadin-grid-column>
            </vaadin-grid>`;
    }

    _renderName(emitter) {
        return emitter.name ? html`${emitter.name}` : html`<span class="none">no name</span>`;
    }

    _renderTypes(emitter) {
        return html`
            <div class="lines">
                <code title=${emitter.payloadType}>${simpleName(emitter.payloadType)}</code>
                ${emitter.responseType
                    ? html`<span><span class="none">→</span>
                        <code title=${emitter.responseType}>${simpleName(emitter.responseType)}</code></span>`
                    : ''}
            </div>`;
    }

    _renderPlaces(emitter) {
        return html`
            <div class="lines">
                ${emitter.places.map(place => html`<code title=${place}>${simpleName(place)}</code>`)}
            </div>`;
    }

    _renderConfiguration(emitter) {
        if (!emitter.name) {
            return html`<span class="none">only with a name</span>`;
        }
        const prefix = `quarkus.dapr-invoke.emitter.${emitter.name}.`;
        return html`
            <div class="lines">
                <code>${prefix}*</code>
                ${emitter.configured.map(key => html`<span class="secondary" title=${key}>
                    ${key.replace(/^quarkus\.dapr-invoke\.emitter\./, '').replace(`"${emitter.name}".`, '')
                        .replace(`${emitter.name}.`, '')} is set</span>`)}
            </div>`;
    }

    _renderButton(emitter) {
        return html`
            <vaadin-button theme="small" class="send" title="Send to ${target(emitter)}"
                @click=${() => { this._selected = emitter; }}>
                <vaadin-icon icon="font-awesome-solid:paper-plane" slot="prefix"></vaadin-icon>
                Send
            </vaadin-button>`;
    }

    _renderSend() {
        return this._selected
            ? html`<qwc-dapr-invoke-send .emitter=${this._selected}></qwc-dapr-invoke-send>`
            : html``;
    }
}
customElements.define('qwc-dapr-invoke-emitters', QwcDaprInvokeEmitters);
