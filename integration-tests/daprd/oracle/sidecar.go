package main

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/grpc"

	nr "github.com/dapr/components-contrib/nameresolution"
	daprgrpc "github.com/dapr/dapr/pkg/api/grpc"
	daprhttp "github.com/dapr/dapr/pkg/api/http"
	"github.com/dapr/dapr/pkg/api/universal"
	"github.com/dapr/dapr/pkg/config"
	"github.com/dapr/dapr/pkg/config/protocol"
	corsDapr "github.com/dapr/dapr/pkg/cors"
	"github.com/dapr/dapr/pkg/healthz"
	"github.com/dapr/dapr/pkg/messaging"
	"github.com/dapr/dapr/pkg/modes"
	"github.com/dapr/dapr/pkg/resiliency"
	"github.com/dapr/dapr/pkg/runtime/channels"
	"github.com/dapr/dapr/pkg/runtime/compstore"
	"github.com/dapr/dapr/pkg/runtime/meta"
	"github.com/dapr/dapr/pkg/runtime/registry"
	"github.com/dapr/kit/logger"
)

const (
	ownAppID     = "self"
	ownNamespace = "namespace-of-the-caller"
	answerHeader = "X-Answer"
	appHost      = "application.invalid"
	megabyte     = 1 << 20
)

// dispatch is where one request went.
type dispatch struct {
	appID  string
	answer string
}

type dispatchKey struct{}

func dispatchOf(ctx context.Context) *dispatch {
	return ctx.Value(dispatchKey{}).(*dispatch)
}

// startSidecar starts the HTTP server of daprd on a Unix domain socket in the folder. What it needs is daprd's own, apart from
// the name resolver, the connection between sidecars, and the application.
func startSidecar(folder string) (string, error) {
	log := logger.NewLogger("oracle")
	logger.ApplyOptionsToLoggers(&logger.Options{OutputLevel: "fatal"})
	store := compstore.New()
	policies := resiliency.New(log)
	configuration := config.LoadDefaultConfiguration()
	disabled := false
	configuration.Spec.MetricSpec = &config.MetricSpec{Enabled: &disabled}
	connection := config.AppConnectionConfig{ChannelAddress: appHost, Port: 80, Protocol: protocol.HTTPProtocol}
	apps := channels.New(channels.Options{
		Registry:            registry.New(registry.NewOptions()),
		ComponentStore:      store,
		Meta:                meta.New(meta.Options{ID: ownAppID, Namespace: ownNamespace, Mode: modes.StandaloneMode}),
		AppConnectionConfig: connection,
		GlobalConfig:        configuration,
		AppMiddleware:       application,
		MaxRequestBodySize:  4 * megabyte,
		ReadBufferSize:      megabyte,
	})
	if err := apps.Refresh(); err != nil {
		return "", err
	}
	shared := universal.New(universal.Options{
		AppID:               ownAppID,
		Namespace:           ownNamespace,
		Logger:              log,
		Resiliency:          policies,
		CompStore:           store,
		ShutdownFn:          func() {},
		ExitFn:              func(int) {},
		AppConnectionConfig: connection,
		GlobalConfig:        configuration,
	})
	sidecars, err := connectionTo(daprgrpc.NewAPI(daprgrpc.APIOpts{Universal: shared, Logger: log, Channels: apps}))
	if err != nil {
		return "", err
	}
	direct := messaging.NewDirectMessaging(messaging.NewDirectMessagingOpts{
		AppID:     ownAppID,
		Namespace: ownNamespace,
		CompStore: store,
		Mode:      modes.StandaloneMode,
		Channels:  apps,
		ClientConnFn: func(context.Context, string, string, string, ...grpc.DialOption) (*grpc.ClientConn, func(bool), error) {
			return sidecars, func(bool) {}, nil
		},
		Resolver:           resolver{},
		MaxRequestBodySize: 4 * megabyte,
		ReadBufferSize:     megabyte,
		Resiliency:         policies,
	})
	server := daprhttp.NewServer(daprhttp.NewServerOpts{
		API: daprhttp.NewAPI(daprhttp.APIOpts{
			Universal:          shared,
			Channels:           apps,
			DirectMessaging:    direct,
			MetricSpec:         configuration.Spec.MetricSpec,
			MaxRequestBodySize: 4 * megabyte,
			Healthz:            healthz.New(),
			OutboundHealthz:    healthz.New(),
		}),
		Config: daprhttp.ServerConfig{
			AppID:              ownAppID,
			AllowedOrigins:     corsDapr.DefaultAllowedOrigins,
			MaxRequestBodySize: 4 * megabyte,
			UnixDomainSocket:   folder,
			ReadBufferSize:     megabyte,
		},
		TracingSpec: *configuration.Spec.TracingSpec,
		MetricSpec:  *configuration.Spec.MetricSpec,
		Middleware:  answering,
	})
	return folder + "/dapr-" + ownAppID + "-http.socket", server.StartNonBlocking(context.Background())
}

// answering puts in the place of each response what became of the request.
func answering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := &dispatch{}
		dropped := &droppedResponse{header: http.Header{}, status: http.StatusOK}
		next.ServeHTTP(dropped, r.WithContext(context.WithValue(r.Context(), dispatchKey{}, found)))
		if found.answer == "" {
			found.answer = "refused\t" + strconv.Itoa(dropped.status)
		}
		w.Header().Set(answerHeader, found.answer)
	})
}

// application is in the place of the client that daprd calls applications and other hosts with.
func application(http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var line bytes.Buffer
		if err := r.Write(&line); err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		received, err := http.ReadRequest(bufio.NewReader(&line))
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		found := dispatchOf(r.Context())
		route := "remote\t" + url.PathEscape(found.appID)
		switch {
		case r.URL.Host != appHost+":80":
			route = "external\t" + r.URL.Scheme + "://" + r.URL.Host
		case found.appID == "" || found.appID == ownAppID:
			route = "local\t" + ownAppID
		}
		found.answer = route + "\t" + received.Method + "\t" + received.RequestURI + headersOf(received.Header)
	})
}

func headersOf(header http.Header) string {
	var headers []string
	for name, values := range header {
		for _, value := range values {
			headers = append(headers, "\t"+name+"="+url.PathEscape(value))
		}
	}
	// Of one name they stay in their order
	slices.SortStableFunc(headers, func(a, b string) int {
		return strings.Compare(a[:strings.IndexByte(a, '=')], b[:strings.IndexByte(b, '=')])
	})
	return strings.Join(headers, "")
}

type resolver struct{}

func (resolver) Init(context.Context, nr.Metadata) error {
	return nil
}

func (resolver) ResolveID(ctx context.Context, request nr.ResolveRequest) (string, error) {
	found := dispatchOf(ctx)
	found.appID = request.ID
	if request.Namespace != ownNamespace {
		found.appID += "." + request.Namespace
	}
	return "sidecar", nil
}

func (resolver) Close() error {
	return nil
}

type droppedResponse struct {
	header http.Header
	status int
}

func (r *droppedResponse) Header() http.Header {
	return r.header
}

func (r *droppedResponse) WriteHeader(status int) {
	r.status = status
}

func (r *droppedResponse) Write(body []byte) (int, error) {
	return len(body), nil
}

func (r *droppedResponse) Flush() {
}
