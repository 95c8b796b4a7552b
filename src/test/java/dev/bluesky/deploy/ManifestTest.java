package dev.bluesky.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigReader;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files under deploy/, as a cluster would read them. */
class ManifestTest {
    private static final Path FOLDER = Path.of("deploy");
    private static final Path DEPLOYMENT = FOLDER.resolve("deployments.yaml");
    private static final Path SERVICE = FOLDER.resolve("service.yaml");
    private static final Path INGRESS = FOLDER.resolve("ingress.yaml");

    @Test
    void everyManifestIsKnownToThisTest() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files).containsExactlyInAnyOrder(DEPLOYMENT, SERVICE, INGRESS);
        }
    }

    @Test
    void manifestsAreOfTheKindThatTheirNameSays() throws IOException {
        assertThat(deployment())
                .extracting(Deployment::getApiVersion, Deployment::getKind)
                .containsExactly("apps/v1", "Deployment");
        assertThat(service())
                .extracting(Service::getApiVersion, Service::getKind)
                .containsExactly("v1", "Service");
        assertThat(ingress())
                .extracting(Ingress::getApiVersion, Ingress::getKind)
                .containsExactly("networking.k8s.io/v1", "Ingress");
    }

    @Test
    void fieldInTheWrongPlaceIsRefused() throws IOException {
        String misplaced =
                Files.readString(DEPLOYMENT)
                        .replace("          readinessProbe:", "          readynessProbe:");

        assertThatThrownBy(() -> StrictYaml.read(misplaced, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("readynessProbe");
    }

    @Test
    void probesCallAPathOfTheHttpContract() throws IOException {
        String contract = Files.readString(Path.of("src/site/markdown/http-api.md"));
        Container container = container();

        for (Probe probe :
                List.of(
                        container.getStartupProbe(),
                        container.getLivenessProbe(),
                        container.getReadinessProbe())) {
            assertThat(contract).contains("`GET " + probe.getHttpGet().getPath() + "`");
            assertThat(probe.getHttpGet().getPort().getStrVal())
                    .isEqualTo(container.getPorts().get(0).getName());
        }
    }

    @Test
    void portsAreTheDefaultsOfTheConfiguration() throws IOException {
        int media = Config.defaults().media().udpPort();
        assertThat(container().getPorts())
                .extracting(port -> port.getProtocol() + " " + port.getContainerPort())
                .containsExactly(
                        "TCP " + Config.defaults().server().httpPort(),
                        "UDP " + media,
                        "TCP " + media);
    }

    @Test
    void environmentIsAValidConfigurationWhoseMediaPortsAreAmongTheDefaults() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container().getEnv()) {
            boolean ofHost =
                    variable.getValueFrom() != null
                            && variable.getValueFrom()
                                    .getFieldRef()
                                    .getFieldPath()
                                    .equals("status.hostIP");
            environment.put(variable.getName(), ofHost ? "192.0.2.1" : variable.getValue());
        }

        Config.Media media = ConfigReader.read(Map.of(), environment).media();

        assertThat(media.announcedAddresses()).singleElement().hasToString("/192.0.2.1");
        assertThat(media.nativePorts().first())
                .isEqualTo(Config.defaults().media().nativePorts().first());
        assertThat(media.nativePorts().last())
                .isLessThanOrEqualTo(Config.defaults().media().nativePorts().last());
    }

    @Test
    void selectorsFindThePods() throws IOException {
        Map<String, String> labels = deployment().getSpec().getTemplate().getMetadata().getLabels();

        assertThat(labels).isNotEmpty();
        assertThat(labels)
                .containsAllEntriesOf(deployment().getSpec().getSelector().getMatchLabels());
        assertThat(labels).containsAllEntriesOf(service().getSpec().getSelector());
    }

    @Test
    void serviceAndIngressLeadToTheContainersPort() throws IOException {
        ServicePort port = service().getSpec().getPorts().get(0);
        var backend =
                ingress()
                        .getSpec()
                        .getRules()
                        .get(0)
                        .getHttp()
                        .getPaths()
                        .get(0)
                        .getBackend()
                        .getService();

        assertThat(port.getTargetPort().getStrVal())
                .isEqualTo(container().getPorts().get(0).getName());
        assertThat(backend.getName()).isEqualTo(service().getMetadata().getName());
        assertThat(backend.getPort().getName()).isEqualTo(port.getName());
    }

    @Test
    void podRunsWithoutPrivilegesAndWritesOnlyWhereAVolumeIs() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        var container = container();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(container.getVolumeMounts()).extracting("mountPath").contains("/tmp");
        assertThat(container.getVolumeMounts())
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(
                        pod.getVolumes().stream().<Object>map(v -> v.getName()).toList());
    }

    @Test
    void podsUserIsTheImagesUser() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();

        assertThat(Files.readString(Path.of("docker/Dockerfile.tomcat")))
                .contains(
                        "USER "
                                + pod.getSecurityContext().getRunAsUser()
                                + ":"
                                + pod.getSecurityContext().getRunAsGroup());
    }

    @Test
    void ingressKeepsARoomOnOnePodAndEventStreamsOpen() throws IOException {
        assertThat(ingress().getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/upstream-hash-by", "$bluesky_room")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600");
    }

    private static Deployment deployment() throws IOException {
        return StrictYaml.read(DEPLOYMENT, Deployment.class);
    }

    private static Container container() throws IOException {
        return deployment().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static Service service() throws IOException {
        return StrictYaml.read(SERVICE, Service.class);
    }

    private static Ingress ingress() throws IOException {
        return StrictYaml.read(INGRESS, Ingress.class);
    }
}
